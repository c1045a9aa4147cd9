"""Small changes of valid inputs, of their text or of their JSON values."""

import copy
import json
from collections.abc import Iterator
from random import Random
from typing import Any

from fuzz.hostile import DIGITS, LONG, text, value

Place = tuple[Any, Any]
"""A dict or a list, and a key or an index in it."""


def changed(random: Random, seed: str, tokens: tuple[str, ...], others: tuple[str, ...]) -> str:
    """A text with a few changes; `others` are texts of which a part may come in."""
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        start = random.randint(0, len(seed))
        end = min(len(seed), start + random.choice((0, 1, 2, 10, 100)))
        match random.randrange(6):
            case 0:
                middle = ""
            case 1 | 2:
                middle = text(random, tokens)
            case 3:
                middle = seed[start:end] * random.choice((2, 3, 50))
            case 4:
                other = random.choice(others)
                first = random.randint(0, len(other))
                middle = other[first : first + random.choice((1, 10, 100))]
            case _:
                middle = seed[start:end][::-1]
        seed = f"{seed[:start]}{middle}{seed[end:]}"[:60_000]
    return seed


def changed_json(random: Random, seed: Any, tokens: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    """A JSON value with values and keys replaced, removed, repeated or moved."""
    data = copy.deepcopy(seed)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        places = list(_places(data))
        if not places:
            return value(random, tokens)
        holder, key = random.choice(places)
        match random.randrange(6):
            case 0:
                del holder[key]
            case 1:
                other, name = random.choice(places)
                holder[key] = copy.deepcopy(other[name])
            case 2 if isinstance(holder, list):
                holder *= 2
            case 2 | 3 if isinstance(holder, dict):
                holder[text(random, tokens)[:60]] = holder.pop(key)
            case 4 if isinstance(holder[key], str):
                holder[key] = changed(random, holder[key], tokens, (holder[key],))
            case _:
                holder[key] = value(random, tokens)
        if len(places) > 3000:
            break
    return data


def _places(data: Any) -> Iterator[Place]:  # noqa: ANN401 - JSON
    stack = [data]
    while stack:
        holder = stack.pop()
        pairs: Any = holder.items() if isinstance(holder, dict) else enumerate(holder)
        for key, child in pairs:
            yield holder, key
            if isinstance(child, dict | list):
                stack.append(child)


def as_json(random: Random, data: Any) -> str:  # noqa: ANN401 - JSON
    """The text of a value; surrogates and infinite numbers are written, as some programs do."""
    text = json.dumps(data, ensure_ascii=random.random() < 0.5, indent=random.choice((None, 1)))
    return text.replace(f'"{DIGITS}"', LONG[0])
