"""Scans the files below a folder with trufflehog's detectors, all of them, verifying nothing: PROGRAM FOLDER REPORT.

litellm-trufflehog carries them as a library of the Go module; the program itself no registry serves. The report is a JSON
list of {"path", "spans"}, a span being the offsets in bytes of what was found.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from litellm_trufflehog import Scanner

folder, report = Path(sys.argv[1]), Path(sys.argv[2])
scanner = Scanner(profile="all", max_bytes=1 << 30)


def scan(path: Path) -> dict:
    findings = scanner.scan(path.read_bytes())
    spans = [[span.start, span.end] for finding in findings for span in finding.spans]
    return {"path": str(path.relative_to(folder)), "spans": spans}


files = sorted(path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
# The library works outside of Python's lock.
with ThreadPoolExecutor(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()) as pool:
    found = [result for result in pool.map(scan, files) if result["spans"]]
report.write_text(json.dumps(found))
