"""The names of the flags of code, which `inspect` takes from the disassembler. Saves 35 kB."""

_NAMES = "OPTIMIZED NEWLOCALS VARARGS VARKEYWORDS NESTED GENERATOR NOFREE COROUTINE ITERABLE_COROUTINE ASYNC_GENERATOR"
COMPILER_FLAG_NAMES = {1 << place: name for place, name in enumerate(_NAMES.split())}
