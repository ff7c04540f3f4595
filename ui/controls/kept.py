"""What a browser keeps of what it was sent, so that it need not be sent again.

With every request a browser names the messages that it keeps, and it forgets those that no run of
the script has used for a while. It may forget one that it has just named: when an earlier run ends
while the request is under way. Streamlit refers to such a message all the same, and where it should
stand the page stays empty. So nothing is referred to here but what one of the last two runs used;
browsers keep it for four (`global.maxCachedMessageAge`), for a run may end before it reaches them.
Where a fragment runs alone, this file has no say: what it shows is new each time.
"""

from collections import deque

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

_RUNS = 2
_KEY = "used messages"


class Kept(frozenset[str]):
    """What a browser has named. To look for a message in it is to use that message.

    Attributes:
        used: what this run of the script uses, and what those before it did, the latest first.
    """

    used: deque[set[object]]

    def __contains__(self, message: object) -> bool:
        now, *before = self.used
        now.add(message)
        return super().__contains__(message) and any(message in run for run in before)


def refer_safely() -> None:
    """Have this run of the script refer to nothing that its browser may have forgotten."""
    context = get_script_run_ctx()
    if context is None:
        return
    kept = Kept(context.cached_message_hashes)
    kept.used = st.session_state.setdefault(_KEY, deque(maxlen=1 + _RUNS))
    kept.used.appendleft(set())
    context.cached_message_hashes = kept
