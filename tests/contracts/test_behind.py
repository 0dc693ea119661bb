"""Writes behind the answer: in order, bounded, and none after the end."""

from threading import Event, Thread

from assistant.storage.behind import Behind


def test_writes_keep_their_order_and_one_that_fails_stops_none() -> None:
    done: list[int] = []
    behind = Behind("numbers")

    def broken() -> None:
        raise OSError("the disk is full")

    for write in (lambda: done.append(1), broken, lambda: done.append(2)):
        assert behind.later(write)
    behind.settle()
    assert done == [1, 2]
    assert behind.in_turn(lambda: done.append(3) or len(done)) == 3
    behind.close()


def test_what_is_too_much_is_left_out_and_room_comes_back() -> None:
    behind, go_on = Behind("numbers", most=2), Event()
    assert behind.later(go_on.wait)
    assert behind.later(go_on.wait)
    assert not behind.later(go_on.wait)
    go_on.set()
    behind.settle()
    assert behind.later(lambda: None)
    behind.close()


def test_many_threads_leave_no_write_counted_as_waiting() -> None:
    behind = Behind("numbers", most=50)

    def write() -> None:
        for _ in range(2000):
            behind.later(lambda: None)

    threads = [Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    behind.settle()
    assert behind._waiting == 0
    behind.close()


def test_after_the_end_a_write_is_refused_and_one_in_turn_is_done_at_once() -> None:
    behind = Behind("numbers")
    behind.close()
    assert not behind.later(lambda: None)
    assert behind.in_turn(lambda: 7) == 7
