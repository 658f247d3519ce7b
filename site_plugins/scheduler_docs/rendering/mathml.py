"""Turns Python expressions into presentation MathML, which browsers typeset without scripts or fonts."""

import ast
from collections.abc import Callable
from html import escape

Symbols = Callable[[str], str]
"""Returns the content for a name: the name itself, or a link to its explanation."""

_OPERATORS: dict[type[ast.operator] | type[ast.cmpop], str] = {
    ast.Add: "+",
    ast.Sub: "\N{MINUS SIGN}",
    ast.Mult: "⋅",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Is: "=",
    ast.IsNot: "≠",
}


def plain(name: str) -> str:
    """Return a symbol without a link."""
    return escape(name)


def block(left: ast.expr, right: ast.expr, symbols: Symbols = plain) -> str:
    """Typeset an equation on a line of its own."""
    content = f"{expression(left, symbols)}<mo>=</mo>{expression(right, symbols)}"
    return f'<math display="block"><mrow>{content}</mrow></math>'


def inline(content: str) -> str:
    """Typeset content within a line of text, with fractions as large as on a line of their own."""
    return f'<math displaystyle="true"><mrow>{content}</mrow></math>'


def expression(node: ast.expr, symbols: Symbols = plain) -> str:
    """Return the content of a ``math`` element for a Python expression.

    Raises:
        ValueError: A part of the expression has no notation.

    >>> expression(ast.parse("a / 2", mode="eval").body)
    '<mfrac><mi>a</mi><mn>2</mn></mfrac>'
    """
    match node:
        case ast.Name(id=name):
            return f"<mi>{'π' if name == 'pi' else symbols(name)}</mi>"
        case ast.Constant(value=str() | bool() | None as value):
            return _words(value if isinstance(value, str) else {True: "true", False: "false", None: "nothing"}[value])
        case ast.Constant(value=int() | float() as value):
            return f"<mn>{value}</mn>"
        case ast.BinOp(left=left, op=operator, right=right):
            return _operation(left, operator, right, symbols)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return f"<mo>\N{MINUS SIGN}</mo>{_fenced(operand, symbols, _is_sum(operand))}"
        case ast.UnaryOp(op=ast.Not()) | ast.BoolOp() | ast.Compare():
            return _condition(node, symbols)
        case ast.IfExp(test=test, body=body, orelse=other):
            first, condition, second = (expression(each, symbols) for each in (body, test, other))
            return f"{first}{_words(' if ')}{condition}{_words(', otherwise ')}{second}"
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _call(function, arguments, symbols)
    raise _without_notation(node)


def _operation(left: ast.expr, operator: ast.operator, right: ast.expr, symbols: Symbols) -> str:
    first, second = expression(left, symbols), expression(right, symbols)
    match operator:
        case ast.Div():
            return f"<mfrac>{_group(first)}{_group(second)}</mfrac>"
        case ast.FloorDiv():
            return f"<mrow><mo>⌊</mo><mfrac>{_group(first)}{_group(second)}</mfrac><mo>⌋</mo></mrow>"
        case ast.Pow():
            return f"<msup>{_group(_fenced(left, symbols, isinstance(left, ast.BinOp)))}{_group(second)}</msup>"
        case ast.Mod():
            first, second = (_fenced(each, symbols, isinstance(each, ast.BinOp)) for each in (left, right))
            return f"{first}<mo>mod</mo>{second}"
    if type(operator) not in _OPERATORS:
        raise _without_notation(ast.BinOp(left, operator, right))
    product = isinstance(operator, ast.Mult)
    first = _fenced(left, symbols, product and _is_sum(left))
    # A sum is fenced on the right of a minus sign, and a product on the right of another for the order's sake.
    second = _fenced(right, symbols, _is_sum(right) or (product and _is_product(right)) or _is_negative(right))
    return f"{first}<mo>{_OPERATORS[type(operator)]}</mo>{second}"


def _condition(node: ast.expr, symbols: Symbols) -> str:
    match node:
        case ast.UnaryOp(operand=operand):
            return f"{_words('not ')}{_in_parentheses(expression(operand, symbols))}"
        case ast.BoolOp(op=operator, values=values):
            word = " and " if isinstance(operator, ast.And) else " or "
            return _words(word).join(_fenced(each, symbols, isinstance(each, ast.BoolOp)) for each in values)
        case ast.Compare(left=left, ops=operators, comparators=others) if all(
            type(operator) in _OPERATORS for operator in operators
        ):
            signs = [f"<mo>{escape(_OPERATORS[type(operator)])}</mo>" for operator in operators]
            pairs = zip(signs, (expression(each, symbols) for each in others), strict=True)
            return expression(left, symbols) + "".join(map("".join, pairs))
    raise _without_notation(node)


def _without_notation(node: ast.expr) -> ValueError:
    return ValueError(f"There is no notation for {ast.unparse(node)!r}")


def _call(function: str, arguments: list[ast.expr], symbols: Symbols) -> str:
    match function, arguments:
        case "len", [ast.ListComp(elt=ast.Name(id=item), generators=[ast.comprehension(iter=items, ifs=[condition])])]:
            counted = f"<mi>{escape(item)}</mi>{_words(' in ')}{expression(items, symbols)}"
            return f"{_words('number of ')}{counted}{_words(' with ')}{expression(condition, symbols)}"
    between = "<mo>,</mo>".join(expression(argument, symbols) for argument in arguments)
    return f"<mi>{escape(function)}</mi>{_in_parentheses(between)}"


def _fenced(node: ast.expr, symbols: Symbols, needed: bool) -> str:  # noqa: FBT001  # what it is about
    content = expression(node, symbols)
    return _in_parentheses(content) if needed else content


def _in_parentheses(content: str) -> str:
    # Without a fraction inside they are as high as the text, which the links in it would make them exceed.
    mo = "<mo>" if "<mfrac>" in content else '<mo stretchy="false">'
    return f"<mrow>{mo}(</mo>{content}{mo})</mo></mrow>"


def _group(content: str) -> str:
    """Group content as one element, where the meaning of an element depends on its position."""
    return f"<mrow>{content}</mrow>" if content.count("<m") > 1 else content


def _words(content: str) -> str:
    return f"<mtext>{content.replace(' ', chr(0xA0))}</mtext>"


def _is_sum(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub)


def _is_negative(node: ast.expr) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub)


def _is_product(node: ast.expr) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
