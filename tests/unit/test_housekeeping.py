"""Chores are done at the start and again, whatever one of them does, until they are stopped."""

import threading

from assistant.housekeeping import Housekeeping


def test_chores_come_round_and_one_that_fails_holds_up_no_other() -> None:
    done: list[str] = []
    thrice = threading.Event()

    def failing() -> None:
        done.append("failing")
        raise OSError("the disk is away")

    def sound() -> None:
        done.append("sound")
        if done.count("sound") == 3:
            thrice.set()

    housekeeping = Housekeeping([failing, sound], every=0.01)
    housekeeping.start()
    assert done[:2] == ["failing", "sound"]  # the first round is over when the start returns
    assert thrice.wait(30)
    housekeeping.stop()
    count = len(done)
    assert not threading.Event().wait(0.1)
    assert len(done) == count


def test_stopping_waits_for_the_chore_at_hand() -> None:
    begun, go_on = threading.Event(), threading.Event()
    ended: list[bool] = []
    rounds = 0

    def slow() -> None:
        nonlocal rounds
        rounds += 1
        if rounds == 2:
            begun.set()
            ended.append(go_on.wait(30))

    housekeeping = Housekeeping([slow], every=0.01)
    housekeeping.start()
    assert begun.wait(30)
    threading.Timer(0.1, go_on.set).start()
    housekeeping.stop()
    assert ended == [True]
    assert rounds == 2


def test_what_never_started_can_be_stopped() -> None:
    Housekeeping([]).stop()
