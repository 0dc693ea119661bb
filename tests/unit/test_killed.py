"""A process that is killed in mid-conversation loses no turn that it has answered."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tiny_shop import Talk, tiny_assistant

CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tiny_shop import Talk, tiny_assistant
talk = Talk(tiny_assistant(Path(sys.argv[1]), {}))
for number in range(1000):
    reply = talk.say(f"lamp number {number}")
    print(reply.turn, flush=True)
"""


def test_every_acknowledged_turn_is_there_after_sigkill(tmp_path: Path) -> None:
    here = str(Path(__file__).parent)
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), here], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = 0
    for line in child.stdout:
        acknowledged = int(line)
        if acknowledged == 7:
            os.kill(child.pid, signal.SIGKILL)
            break
    acknowledged = max([acknowledged, *map(int, child.stdout.read().split())])
    child.stdout.close()
    assert child.wait() == -signal.SIGKILL
    with tiny_assistant(tmp_path, {}) as assistant:
        kept = assistant.history("t")
        assert len(kept) in (acknowledged, acknowledged + 1)  # one may be kept and not yet said
        assert [turn.user for turn in kept] == [f"lamp number {n}" for n in range(len(kept))]
        assert Talk(assistant).say("lamp").turn == len(kept) + 1
