"""What the page can't reach of Python's standard library and of NumPy, and hence is not imported.

A module that is left out can still be asked for: its import fails and says so. The browser's tests run everything that
the page does, with its errors, on what is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from site_plugins.simulator.python.inside.stand_ins import OF_NUMPY, OF_THE_LIBRARY


@dataclass(frozen=True)
class Trim:
    """What is taken out of an archive of Python modules.

    Attributes:
        left_out: Modules and packages, as paths without a suffix; a `*` spans folders too.
        kept: Modules that stay all the same.
        other_files: Patterns of further files that are left out.
        stand_ins: Python sources, by their paths in the archive, in the place of what is there.
    """

    left_out: Sequence[str] = ()
    kept: Sequence[str] = ()
    other_files: Sequence[str] = ()
    stand_ins: Mapping[str, str] = field(default_factory=dict)

    @property
    def patterns(self) -> list[str]:
        """Of the paths that are left out."""
        return [pattern for name in self.left_out for pattern in (f"{name}.*", f"{name}/*")] + list(self.other_files)

    @property
    def kept_patterns(self) -> list[str]:
        """Of the paths that stay all the same."""
        return [f"{name}.py" for name in self.kept]


INSTALLATION = ("*.dist-info/METADATA", "*.dist-info/RECORD", "*.dist-info/WHEEL", "*.dist-info/entry_points.txt")
"""What a wheel says to those who install it. Its licences stay."""

LIBRARY = Trim(
    left_out=(
        # for other systems, and where parts of the interpreter are missing
        *("_android_support", "_apple_support", "_ios_support", "_py_abc", "_pydatetime", "_pyio", "nturl2path"),
        # a terminal, a debugger, a test run, documentation
        *("__hello__", "__phello__", "_pyrepl", "antigravity", "argparse", "bdb", "cmd", "code"),
        *("codeop", "cProfile", "doctest", "getopt", "getpass", "json/tool", "optparse", "pdb", "profile", "pstats"),
        *(
            "pty",
            "pydoc",
            "pyodide/console",
            "rlcompleter",
            "this",
            "timeit",
            "trace",
            "tracemalloc",
            "tty",
            "unittest",
        ),
        *("webbrowser", "zipfile/__main__"),
        # making, installing and taking apart programs
        *("_sysconfigdata*", "compileall", "ensurepip", "modulefinder", "pickletools", "py_compile"),
        *("pyclbr", "runpy", "symtable", "sysconfig", "tabnanny", "venv", "zipapp"),
        # other processes and other computers
        *(
            "concurrent/futures/process",
            "ctypes",
            "email",
            "ftplib",
            "html",
            "http",
            "imaplib",
            "ipaddress",
            "logging/config",
        ),
        *("logging/handlers", "mailbox", "mimetypes", "multiprocessing", "netrc", "poplib", "sched", "smtplib"),
        *("socketserver", "urllib/request", "urllib/robotparser", "wsgiref", "xmlrpc"),
        # stood in for, and what nothing but that imports
        *("asyncio", "importlib/resources", "pyodide/webloop", "pyodide/_package_loader", "pyodide/common"),
        *("_ast_unparse", "_compat_pickle", "_opcode_metadata", "ast", "base64", "dis", "glob", "ntpath", "opcode"),
        *("pathlib", "pickle", "platform", "site", "_sitebuiltins"),
        # formats that nothing here reads
        *("_markupbase", "colorsys", "configparser", "csv", "encodings", "filecmp", "fileinput", "gettext", "graphlib"),
        *("plistlib", "quopri", "shelve", "sre_compile", "sre_constants", "sre_parse", "statistics", "tomllib", "uuid"),
        *("wave", "xml", "zoneinfo"),
    ),
    kept=(
        *("encodings/__init__", "encodings/aliases", "encodings/ascii", "encodings/charmap", "encodings/cp437"),
        *("encodings/idna", "encodings/latin_1", "encodings/punycode", "encodings/undefined"),
        *("encodings/utf_*", "encodings/unicode_escape", "encodings/raw_unicode_escape"),
        "email/__init__",  # imported by importlib.metadata, which clearing the caches of imports imports
    ),
    stand_ins=OF_THE_LIBRARY,
)

NUMPY = Trim(
    left_out=(
        # never imported by NumPy itself
        *("numpy/_configtool", "numpy/_pyinstaller", "numpy/char", "numpy/compat", "numpy/conftest", "numpy/core"),
        *("numpy/ctypeslib", "numpy/distutils", "numpy/doc", "numpy/f2py", "numpy/fft"),
        *("numpy/ma", "numpy/matlib", "numpy/polynomial", "numpy/random", "numpy/rec", "numpy/strings"),
        *("numpy/testing", "numpy/_core/defchararray", "numpy/_core/strings"),
        *("numpy/_utils/_pep440", "numpy/lib/_user_array_impl"),
        *("numpy/lib/recfunctions", "numpy/lib/user_array", "numpy/tests", "numpy/*/tests"),
        # stood in for
        *("numpy/_typing", "numpy/linalg", "numpy/typing", "numpy/lib/_npyio_impl", "numpy/lib/_datasource"),
        *("numpy/lib/_iotools", "numpy/lib/format"),
    ),
    other_files=(*INSTALLATION, "*.so", "*.pyi", "*.pxd", "*.h", "*.c", "*.a", "*.md", "*/py.typed", "*.ini", "*.pc"),
    stand_ins=OF_NUMPY,
)

PYYAML = Trim()

# Nothing in a page imports these.
PROJECT = Trim(
    left_out=("schedulers/__main__", "schedulers/command_line", "schedulers/demo", "schedulers/writing/presets"),
)
