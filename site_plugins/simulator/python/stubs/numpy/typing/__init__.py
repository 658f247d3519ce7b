"""The types of arrays, without the modules that describe them to type checkers. Saves 43 kB."""

from typing import Any, TypeVar

import numpy as np

_Scalar = TypeVar("_Scalar", bound=np.generic)
ArrayLike = DTypeLike = NBitBase = Any
NDArray = np.ndarray[Any, np.dtype[_Scalar]]
