"""Texts that were made to harm, and generators of texts, expressions and links without end."""

import random
from collections.abc import Iterator
from urllib.parse import quote_plus

from optimizers import OPTIMIZERS
from surfaces import SURFACES

#: What has run code, read files or never ended elsewhere. None of it is an expression.
ATTACKS = (
    "__import__('os').system('id')",
    "().__class__.__bases__[0].__subclasses__()",
    "w1.__class__",
    "w1.real",
    "getattr(w1, 'real')",
    "open('/etc/passwd').read()",
    "exec('1')",
    "eval('1')",
    "compile('1', '', 'eval')",
    "breakpoint()",
    "exit()",
    "globals()",
    "np.fromfile('/etc/passwd')",
    "lambda: w1",
    "[x for x in (1,)]",
    "(w1 for w1 in w2)",
    "(w1 := 2)",
    "w1 if w2 else 1",
    "w1 and w2",
    "not w1",
    "w1 < w2",
    "w1 @ w2",
    "w1 // w2",
    "w1 % w2",
    "w1 & w2",
    "~w1",
    "w1 << 9999999999",
    "w1[0]",
    "{w1: w2}",
    "'w1'",
    "b'w1'",
    "f'{w1}'",
    'f"{__import__(chr(111))}"',
    "*w1",
    "**w1",
    "sin(*w1)",
    "sin(x=w1)",
    "yield w1",
    "await w1",
    "print(w1)",
    "import os",
    "del w1",
    "w1; w2",
    "w1\nw2",
    "w1 # w2",
    "w1 \\\n + w2",
    "True",
    "None",
    "...",
    "1j",
    "0x10",
    "0b1",
    "0o7",
    "1_000",
    "1e400",
    "1e999999999999",
    "9**9**9**9",
    "9**9**9**9**9**9**9**9**9*w1",
    "w1 + 10**10**10",
    "exp(exp(exp(exp(9))))",
    "1/0",
    "log(0)",
    "9" * 5000,
    "w1 + " + "9" * 4999,
    "." * 200,
    "(" * 200,
    "(" * 100_000,
    ")" * 200,
    "-" * 299,
    "-" * 100_000 + "w1",
    "+".join(["w1"] * 50_000),
    "**".join(["w1"] * 100),
    "sin(" * 60 + "w1" + ")" * 60,
    "max(" + "w1," * 60 + "w1)",
    "w\u2081",
    "\uff571",  # a wide w
    "\u03c91",  # omega
    "w\u0661",  # an Arabic digit
    "\u0435",  # a Cyrillic e
    "\U0001d4461",
    "s\u0131n(w1)",
    "w1\u00d7w2",
    "w1\u2212w2",
    "w1\u00a0+ w2",
    "w1\u200b",
    "\u202ew1",
    "\ufeffw1",
    "w1\x00",
    "\x00",
    "w1\t+ w2\v",
    "\ud800",
    "w1\udfff",
    "\U0010ffff",
    "`w1`",
    "$w1$",
    "<script>alert(1)</script>",
    "w1' OR '1'='1",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "%s%s%s%n",
    "",
)
_PIECES = (
    *("w1", "w2", "pi", "e", "w3", "sin", "exp", "log", "sqrt", "tanh", "abs", "min", "max"),
    *("(", ")", "(", ")", "+", "-", "*", "/", "**", "^", ",", " ", ".", "2", "0", "9", "0.5"),
    *("1e9", "1e-300", "1e308", "__class__", "lambda", "[", "]", "'", "\\", "\x00", "²", "−", "w₁"),
)


def texts(count: int, seed: int = 0) -> Iterator[str]:
    """Jumbled pieces, any characters at all, attacks that were changed, and expressions."""
    rng = random.Random(seed)
    for _ in range(count):
        kind = rng.randrange(4)
        if kind == 0:
            yield "".join(rng.choices(_PIECES, k=rng.randrange(1, 60)))
        elif kind == 1:
            yield "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randrange(1, 40)))
        elif kind == 2:
            text = list(rng.choice(ATTACKS)[:500])
            for _ in range(rng.randrange(4)):
                text.insert(rng.randrange(len(text) + 1), rng.choice(_PIECES))
            yield "".join(text)
        else:
            yield written(rng, rng.randrange(1, 6))


def links(count: int, seed: int = 0) -> Iterator[str]:
    """Queries of links: right, almost right, and anything at all."""
    rng = random.Random(seed)
    for _ in range(count):
        parts = [_part(rng) for _ in range(rng.randrange(1, 7))]
        if rng.random() < 0.7:
            parts += ["surface=custom" + _numbers(rng, ("low1", "high1", "low2", "high2"))]
        yield "&".join(parts)


def _part(rng: random.Random) -> str:
    kind = rng.randrange(7)
    if kind == 0:
        return "f=" + _encoded(written(rng, rng.randrange(1, 5)))
    if kind == 1:
        return "f=" + _encoded(rng.choice(ATTACKS)[:1000])
    if kind == 2:
        return (
            f"surface={rng.choice(list(SURFACES))}{_numbers(rng, ('ratio', 'a', 'wall', 'low1'))}"
        )
    if kind == 3:
        return f"run={rng.choice(list(OPTIMIZERS))}{_numbers(rng, ('lr', 'alpha', 'beta1', 'eps'))}"
    if kind == 4:
        return f"start={_number(rng)}+{_number(rng)}"
    if kind == 5:
        return f"{rng.choice(('steps', 'seed', 'noise', 'tolerance', 'step', 'x'))}={_number(rng)}"
    return _encoded("".join(rng.choices(_PIECES, k=4))) + "=" + _encoded(rng.choice(ATTACKS)[:99])


def _numbers(rng: random.Random, names: tuple[str, ...]) -> str:
    chosen = rng.sample(names, rng.randrange(len(names)))
    return "".join(f"+{name}+{_number(rng)}" for name in chosen)


def _number(rng: random.Random) -> str:
    strange = rng.choice(("nan", "inf", "-1e999", "1e-320", "0", "-0", "x", "", "1e6", "-1e6"))
    return strange if rng.random() < 0.2 else f"{rng.uniform(-3, 5):.{rng.randrange(4)}f}"


def _encoded(text: str) -> str:
    return quote_plus(text, errors="replace")


def written(rng: random.Random, depth: int) -> str:
    """A random expression."""
    if depth == 0 or rng.random() < 0.1:
        return rng.choice(("w1", "w2", "pi", "e", "2", "0.3", "7", "1e-3", "0"))
    inner = written(rng, depth - 1)
    if rng.random() < 0.35:
        name = rng.choice(("sin", "cos", "tan", "exp", "log", "sqrt", "tanh", "abs", "min", "max"))
        return (
            f"{name}({inner}, {written(rng, depth - 1)})" if "m" in name[0] else f"{name}({inner})"
        )
    sign = rng.choice((" + ", " - ", "*", "/", "**", "^"))
    return f"({inner}){sign}({written(rng, depth - 1)})"
