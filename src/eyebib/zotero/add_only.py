"""A push to Zotero 8 or 9, whose API can only be read: the connector adds what is new."""

from eyebib.model.problem import EyebibError
from eyebib.zotero import connector, match, record
from eyebib.zotero import memory as memories
from eyebib.zotero.api import Api, batches
from eyebib.zotero.local_api import Program
from eyebib.zotero.plan import Wishes, plan
from eyebib.zotero.push import Result, Target, load
from eyebib.zotero.writer import Done

_LOST = "Zotero did not keep it"


def preview(api: Api, target: Target) -> Result:
    """What `push` would add; nothing is written."""
    library = api.read()
    memory = record.settled(load(target), target.works, library)
    planned = plan(target.works, library, memory, Wishes())
    return Result(plan=planned, done=Done(), is_add_only=True)


def push(api: Api, program: Program, target: Target) -> Result:
    """Add the works that the library does not have to the collection that is selected.

    Raises:
        EyebibError: Another collection is selected than the user named; Zotero refuses.
        SourceError: Zotero gives no usable answer.
    """
    selected = connector.selected(program)
    if target.is_named and selected.name != target.collection:
        message = f"select the collection `{target.collection}` in Zotero; now it is"
        raise EyebibError(f"{message} `{selected.name}`")
    library = api.read()
    memory = record.settled(load(target), target.works, library)
    planned = plan(target.works, library, memory, Wishes())
    memories.save(target.file, record.intended(memory, planned, ""))
    new = [step.work for step in planned.steps if step.kind == "create"]
    for works in batches(new):
        connector.save(program, works)
    done = Done()
    if new:
        kept = match.match(new, api.read().items, memory)
        done.created = {citekey: item.key for citekey, item in kept.items()}
        done.refused = {work.citekey: _LOST for work in new if work.citekey not in kept}
    memories.save(target.file, record.added(load(target), done))
    return Result(plan=planned, done=done, is_add_only=True)
