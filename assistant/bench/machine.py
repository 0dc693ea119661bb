"""What a measurement was taken on, and its times and memory in numbers."""

import multiprocessing
import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np


def hardware() -> str:
    """The processor and its cores, in words."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        lines = cpuinfo.read_text("utf-8").splitlines()
        name = next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), name)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores"


def quantiles(times: Sequence[float]) -> dict[str, float]:
    """p50 and p95 of some times, in their unit."""
    return {
        "p50": round(float(np.quantile(times, 0.5)), 1),
        "p95": round(float(np.quantile(times, 0.95)), 1),
    }


def memory_mb(pid: int | None = None, *, peak: bool = False) -> float:
    """Resident memory of a process (None: this one) in MB, now or at its highest; NaN where the
    system does not say."""
    status = Path(f"/proc/{pid or 'self'}/status")
    if not status.is_file():
        return float("nan")
    wanted = "VmHWM:" if peak else "VmRSS:"
    lines = (line.split() for line in status.read_text("utf-8").splitlines())
    return next((round(int(parts[1]) / 1024, 1) for parts in lines if parts[0] == wanted), 0.0)


def size_mb(paths: Iterable[Path]) -> float:
    """Megabytes on disk of files, and of folders with all that is in them."""
    files = (f for p in paths for f in (p.rglob("*") if p.is_dir() else (p,)) if f.is_file())
    return round(sum(f.stat().st_size for f in files) / 1e6, 1)


def apart(work: Any, *arguments: Any) -> None:
    """Run in a new process. Raises RuntimeError when it fails."""
    process = multiprocessing.get_context("spawn").Process(target=work, args=arguments)
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"{work.__name__} ended with exit code {process.exitcode}")
