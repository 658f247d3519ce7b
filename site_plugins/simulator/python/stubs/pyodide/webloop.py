"""Pyodide's event loop, as far as Pyodide starts it. The real one needs `asyncio`."""


def _initialize_event_loop() -> None:
    pass
