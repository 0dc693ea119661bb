"""Results as a JUnit XML file, which build servers read."""

from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

from assistant.errors import StoryError
from assistant.stories.types import Result, Verdict

NOT_IN_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))
"""Characters that XML 1.0 cannot hold."""


def write_junit(results: Iterable[Result], path: Path) -> None:
    """One test suite a file of stories, one test case a story.

    Raises:
        StoryError: the file cannot be written.
    """
    try:
        path.write_bytes(junit(results))
    except OSError as error:
        raise StoryError(f"{path} cannot be written: {error.strerror}.") from error


def junit(results: Iterable[Result]) -> bytes:
    """The XML document, UTF-8. Pending and skipped stories count as skipped."""
    by_file: dict[Path, list[Result]] = {}
    for result in results:
        by_file.setdefault(result.story.path, []).append(result)
    root = ET.Element("testsuites", name="daogou dialogues")
    for path, mine in by_file.items():
        suite = ET.SubElement(root, "testsuite", {"name": str(path), **_counts(mine)})
        for result in mine:
            suite.append(_case(result))
    for name, value in _counts([one for mine in by_file.values() for one in mine]).items():
        root.set(name, value)
    ET.indent(root)
    document: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _counts(results: list[Result]) -> dict[str, str]:
    return {
        "tests": str(len(results)),
        "failures": str(sum(not one.good for one in results)),
        "errors": "0",
        "skipped": str(sum(one.verdict in (Verdict.PENDING, Verdict.SKIPPED) for one in results)),
        "time": f"{sum(one.seconds for one in results):.3f}",
    }


def _case(result: Result) -> ET.Element:
    story = result.story
    case = ET.Element(
        "testcase",
        classname=story.path.name.removesuffix("".join(story.path.suffixes)),
        name=_clean(story.name),
        file=str(story.path),
        line=str(story.line),
        time=f"{result.seconds:.3f}",
    )
    if not result.good:
        lines = _clean(result.report()).splitlines()
        failure = ET.SubElement(case, "failure", message=lines[1] if len(lines) > 1 else lines[0])
        failure.text = "\n".join(lines)
    elif result.verdict is not Verdict.HELD:
        ET.SubElement(case, "skipped", message=_clean(f"{result.verdict.value}: {result.reason}"))
    return case


def _clean(text: str) -> str:
    return text.translate(NOT_IN_XML)
