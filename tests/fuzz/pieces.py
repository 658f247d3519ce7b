"""What hostile documents are made of."""

# As many in a line as fit, because they are looked through and not read.
# fmt: off
CHARACTERS = (
    "\0", "\x01", "\x07", "\x1b", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u200e", "\u2028", "\u2029",
    "\u202a", "\u202e", "\u2066", "\u2069", "\u3000", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udfff", "\U0001f600",
    "\U000e0041", "\U0010ffff", "\u0301", "٣", "²", "Ⅷ", "\t", "\r", "\r\n", "\n", " ", "\v", "\f",
)
"""Characters that are invisible, forbidden, or break a line for some and not for others."""

SCALARS = (
    "", "~", "null", "true", "Yes", "off", "y", "0", "-0", "1", "-1", "+1", "100", "1000000", "1000001", "0.1",
    "1e-5", "1E5", "5.", ".5", "1e400", "-1e400", "1e-400", ".inf", "-.INF", ".nan", "nan", "inf", "0x10", "0b11",
    "0o17", "017", "0x", "0b_", "1_000", "_1", "1__0", "1,5", "12:30", "1:2:3.5", "2026-11-23",
    "2026-11-23T00:00:00Z", "=", "<<", "*", "9" * 400, "9" * 5000, f"0x{'f' * 5000}", f"0.{'0' * 5000}1",
    f"1e{'9' * 400}", "1.7976931348623157e308", "5e-324", "'0.1'", '"0.1"', "'", '"', "'''", '"\\', '"\\x',
    '"\\u202e"', '"\\ud800"', '"\\UFFFFFFFF"', '"\\U0010ffff"', '"\\0"', "[]", "{}", "[1]", "[1, 2, 3]", "[3, 2]",
    "[[1]]", "[1, [2]]", "{a: 1}", "{? a}", "[a: b]", "[", "{", "]", "}", "{a", "|", ">", "|-", ">+", "|9", "|0",
    "|\n x", ">\n\n x", "?", "-", ":", "- 1", "a: b", "# x", "%", "@", "`", "!", "&", ",", "!!int 5", "!!int x",
    "!!int ''", "!!int 1:x", "!!int [1]", "!!float .", "!!float 1:2", "!!bool 1", "!!null x",
    f"!!int {'1:' * 9_000}1", f"!!float {'1:' * 200}1", "9" * 20, "9" * 300, "1e300", "!!str 1", "!!binary aGk=",
    "!!binary x", "!!timestamp x", "!!set {a}", "!!omap [a: 1]", "!!pairs [a: 1]", "!!map [1]",
    "!!python/object:os.system x", "!!python/object/apply:os.system ['exit 1']", "!!python/name:os.system",
    "!!python/tuple", "!local x", "!<tag:yaml.org,2002:int> 5", "!<>", "!<", "!!", "!a!b x",
    "!!python/object/new:type {}", "! 5", "&a 1", "*a", "*b", "&a", "&a &b 1", "&a *a", "&a [*a]", "&a {<<: *a}",
    "{<<: [*a, *b]}", "{<<: 1}", "{<<: [1]}", "${training.epochs}", "${training.optimizer.lr}",
    "${training.scheduler}", "${training.scheduler.gamma}", "${}", "${", "${a}${b}", "${.a}", "${..a}", "${a.b.c}",
    "${a[0]}", "${a[²]}", f"${{a[{'9' * 5000}]}}", f"${{a{' ' * 3000}x", "${oc.env:HOME}", "${oc.decode:1}", "$${a}",
    "\\${a}", "${training[epochs]}", "${training.scheduler.milestones[0]}", "step", "poly", "cosine",
    "cosine_no_sgdr", "multi_step", "plateau", "ReduceLROnPlateau", "stepp", "Step",
)
"""Values as they may be written; most of them no number, many no YAML."""

FRAGMENTS = (
    *SCALARS, "training:", "epochs:", "optimizer:", "lr:", "scheduler:", "name:", "gamma:", "milestones:", "<<:",
    "? ", ": ", "- ", "---\n", "...\n", "%YAML 1.1\n---\n", "%YAML 9.9\n---\n", f"%YAML 1.{'9' * 5000}\n",
    "%TAG ! tag:x,1:\n---\n", f"%TAG ! tag:{'x' * 5_000}\n---\n", "%X\n", "\n", "\n ", "\n  ", "\n    ", "\n\t",
    " # ", "{", "}", "[", "]", ", ", "&a ", "*a ", "!!str ", "? [a, b]\n: ", "? {a: b}\n:",
)
"""Parts of documents."""

REPEATED = (
    "[", "{", "[{", "{a: ", "{a: [", "- ", "? ", "a:\n ", "- - ", "a: ", "{?", "[?", ":", ": ", ",", ", ", "[[],",
    "{},", "&a ", "*a ", "&a", "*a, ", "!a ", "!!str ", "!", "!<", "%", "%A\n", "---\n", "...\n", "--- a\n", "- a\n",
    "a: b\n", "'", '"', "''", '"\\', "\\n", "|\n", ">\n", "|\n \n", "#", "# \n", "'\n", '"\n', "a\n", " a\n", "a",
    "a ", "1", "1_", "0", "9", ".", "-", "+", "_", "e", "1:", "${", "${a}", "$", "{a", "<<: ", "- <<: {}\n", "é",
    *CHARACTERS,
)
"""What a document may consist of, thousands of times."""

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "shift_jis", "utf-7",
)
