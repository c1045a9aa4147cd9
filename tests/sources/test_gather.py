import pytest

from eyebib.model.bibliography import Record
from eyebib.model.identifier import Identifier, identify
from eyebib.sources.gather import gather
from eyebib.sources.http import Answer, NotFound, Question, Unreachable
from eyebib.sources.pace import Policy, SourceError

POLICY = Policy(requests=1, interval=0.0, failures=3)

DOIS = [identify(f"10.5555/made.{number}") for number in range(8)]


def answer(identifier: Identifier) -> Record:
    return Record(identifier=identifier, source="crossref", item={"type": "book"})


def outcome(batches: list[list[int]], errors: dict[int, SourceError], missing: set[int]) -> str:
    """The answers for batches of `DOIS`, as letters (see `letter`), and the number of questions."""
    count = 0

    def ask(question: Question, _: Policy, __: float) -> dict[Identifier, Record]:
        nonlocal count
        count += 1
        for number, error in errors.items():
            if DOIS[number] in question.identifiers:
                raise error
        return {i: answer(i) for i in question.identifiers if DOIS.index(i) not in missing}

    def again(question: Question, rest: tuple[Identifier, ...]) -> list[Question]:
        return [Question(identifiers=rest, route="again")] if question.route == "first" else []

    questions = [Question(identifiers=tuple(DOIS[n] for n in q), route="first") for q in batches]
    answers = list(gather(questions, source="crossref", policy=POLICY, ask=ask, again=again))
    assert len(answers) == len({a.identifier for a in answers})
    return "".join(sorted(map(letter, answers))) + f" {count}"


def letter(answer: Answer) -> str:
    """Found, unknown, or unreachable (`x`)."""
    letters = {Record: "f", NotFound: "u", Unreachable: "x"}
    return f"{DOIS.index(answer.identifier)}{letters[type(answer)]}"


LATER = SourceError("later", transient=True)
NEVER = SourceError("no JSON")
MALFORMED = SourceError("malformed", status=400)
UNKNOWN = SourceError("unknown", status=404)
FORBIDDEN = SourceError("forbidden", status=403)


@pytest.mark.parametrize(
    ("batches", "errors", "missing", "result"),
    [
        ([[0, 1], [2]], {}, set(), "0f1f2f 2"),
        ([[0, 1], [2]], {}, {1}, "0f1u2f 3"),
        ([[0, 1], [2]], {0: LATER}, set(), "0x1f2f 4"),
        ([[0, 1, 2, 3]], {0: NEVER}, set(), "0x1f2f3f 5"),
        ([[0, 1, 2, 3]], {2: MALFORMED}, set(), "0f1f2u3f 5"),
        ([[0], [1]], {0: UNKNOWN}, set(), "0u1f 2"),
        ([[0], [1]], {0: FORBIDDEN}, set(), "0x1f 2"),
        ([[0], [1], [2], [3], [4]], {0: LATER, 1: LATER, 2: LATER}, set(), "0x1x2x3x4x 3"),
        ([[0], [1], [2], [3], [4]], {0: LATER, 1: LATER, 3: LATER}, set(), "0x1x2f3x4f 5"),
        ([[0, 1, 2, 3, 4, 5, 6, 7]], dict.fromkeys(range(8), NEVER), set(), "0x1x2x3x4x5x6x7x 3"),
        ([[0], [1], [2], [3], [4]], dict.fromkeys(range(4), UNKNOWN), set(), "0u1u2u3u4f 5"),
        ([[0, 1]], dict.fromkeys(range(2), UNKNOWN), set(), "0u1u 3"),
    ],
)
def test_gather(
    batches: list[list[int]], errors: dict[int, SourceError], missing: set[int], result: str
) -> None:
    assert outcome(batches, errors, missing) == result


def test_answers_are_yielded_as_they_arrive() -> None:
    sent: list[Question] = []

    def ask(question: Question, _: Policy, __: float) -> dict[Identifier, Record]:
        sent.append(question)
        return {i: answer(i) for i in question.identifiers}

    questions = [Question(identifiers=(doi,), route="") for doi in DOIS]
    answers = gather(questions, source="crossref", policy=POLICY, ask=ask, again=lambda *_: [])
    assert (next(answers).identifier, len(sent)) == (DOIS[0], 1)
