"""L-BFGS: Newton's direction from the last few moves (Nocedal & Wright, 2006, algorithm 7.5)."""

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

import numpy as np

from optimizers.base import GRADIENT, NEXT_POINT, Line, Optimizer, Oracle, Step, both, learning_rate
from optimizers.line_search import Trial, strong_wolfe
from parameters import Array, ArrayLike, Bools, Interval, parameter

LONGEST = 10.0  # times the natural step: how far a line is searched that goes down for ever
SMALLEST = float(np.finfo(np.float64).tiny)


class Pairs(NamedTuple):
    """The last moves and what they did to the gradient, and what is known at the point.

    Attributes:
        s: the moves, shape (history, 2, ...), the newest last.
        y: the change of the gradient along each.
        rho: 1/sᵀy, shape (history, ...); 0 where there is no pair.
        gamma: sᵀy/yᵀy of the newest pair, 1 where there is none; shape of the lanes.
        loss: the loss at the point; None before the first step, as is `g`.
        g: the gradient at the point.
        ended: the lanes in which not even the gradient itself led downhill.
    """

    s: Array
    y: Array
    rho: Array
    gamma: Array
    loss: Array | None
    g: Array | None
    ended: Bools


@dataclass(frozen=True, eq=False)
class LBFGS(Optimizer):
    """A step along an estimate of Newton's direction, as long as a line search finds good.

    The curvature is estimated from the last `history` pairs of a move s and the change y of the
    gradient along it, both of the same step. A pair with sᵀy ≤ 0, negative curvature, is left out.
    Every trial of the line search is one gradient evaluation; the gradient at the accepted trial
    is that of the next step and not asked for again. A line on which no α satisfies the strong
    Wolfe conditions ends at the best trial, and one that falls for ever (the saddle's) at ten times
    Newton's step. Where no trial was better the pairs are forgotten; where there were none, the
    lane has arrived as far as rounding allows: it rests and asks nothing more.

    The learning rate is the first α tried, 1 being Newton's step; in the first step 1 means one
    unit in the sum of both coordinates. torch's `LBFGS(max_iter=1, max_eval=26,
    line_search_fn="strong_wolfe")` starts so too, extrapolates and safeguards otherwise, keeps
    pairs with sᵀy > 1e-10 and evaluates the accepted point anew in every call of `step`. optax'
    `lbfgs` has another line search, keras has no L-BFGS.

    Reference: J. Nocedal, S. J. Wright, "Numerical optimization", 2nd ed. (2006), algorithms 7.4
    and 7.5; D. C. Liu, J. Nocedal, Mathematical Programming 45 (1989).
    """

    key: ClassVar = "lbfgs"
    title: ClassVar = "L-BFGS"
    formula: ClassVar = (
        r"p = -H g, \quad H_0 = \gamma I, \quad \gamma = s^\top y / y^\top y",
        r"H \leftarrow (I - \rho\, s y^\top)\, H\, (I - \rho\, y s^\top) + \rho\, s s^\top,"
        r" \quad \rho = 1 / s^\top y",
        r"W \leftarrow W + \alpha p, \quad \alpha \text{ by the strong Wolfe conditions}",
        r"s = \alpha p, \quad y = \nabla L(W + s) - g",
    )
    reference: ClassVar = "Liu & Nocedal (1989), Nocedal & Wright (2006)"
    symbols: ClassVar = {
        "g": "g",
        "p": "p",
        "gamma": r"\gamma",
        "alpha": r"\alpha",
        "trials": r"\text{trials}",
        "y": "y",
        "update": r"\Delta W",
    }
    shared: ClassVar = ("gamma", "alpha", "trials")
    scale_free: ClassVar = True

    lr: ArrayLike = learning_rate(
        1.0, "The first step length that each line search tries; 1 is the quasi-Newton step."
    )
    history: int = parameter(
        10,
        symbol="m",
        valid=Interval(1, 100, "both"),
        slider=(1, 20),
        meaning="How many of the last moves the estimate of the curvature uses.",
    )

    def init(self, w0: Array) -> Pairs:
        """No pairs, and nothing known at `w0`."""
        lanes = w0.shape[1:]
        empty = np.zeros((self.history, *w0.shape))
        rho, ended = np.zeros((self.history, *lanes)), np.zeros(lanes, dtype=np.bool_)
        return Pairs(empty, empty, rho, np.ones(lanes), None, None, ended)

    def step(self, w: Array, state: Pairs, oracle: Oracle) -> Step:
        """One step from `w`, shape (2, ...)."""
        if oracle.fixed and state.g is not None and state.ended.all():
            return self._rest(w, state, state.g)
        with np.errstate(all="ignore"):  # a trial may lie where the loss overflows
            known = state if oracle.fixed else state._replace(loss=None, g=None)
            loss = oracle.loss(w) if known.loss is None else known.loss
            g = oracle.gradient(w) if known.g is None else known.g
            p = -self._times_inverse_hessian(state, g)
            fresh = state.rho[-1] == 0
            unit = np.where(fresh, 1 / np.maximum(np.sum(np.abs(g), axis=0), 1), 1.0)
            slope = np.sum(p * g, axis=0)
            furthest = LONGEST * np.maximum(self.lr, 1) * unit
            # Where even the furthest point promises less than rounding there is nothing to search.
            promising = (slope < -SMALLEST) & (loss + furthest * slope < loss)
            active = (
                ~(state.ended & oracle.fixed) & promising & np.isfinite(loss) & np.isfinite(slope)
            )
            p = np.where(active, p, 0.0)
            found = strong_wolfe(
                oracle,
                w,
                p,
                Trial(np.zeros_like(slope), loss, slope),
                g,
                first=self.lr * unit,
                furthest=furthest,
                active=active,
            )
            update, y = found.alpha * p, found.g - g
            after = self._remembered(state, update, y, failed=found.alpha == 0, fresh=fresh)
        internals = {
            "g": g,
            "p": p,
            "gamma": both(state.gamma, w),
            "alpha": both(found.alpha, w),
            "trials": both(found.trials, w),
            "y": y,
            "update": update,
        }
        return Step(w + update, after._replace(loss=found.loss, g=found.g), internals)

    def _rest(self, w: Array, state: Pairs, g: Array) -> Step:
        """The step of lanes that have all arrived, without a search for what is not there."""
        internals = {"g": g, "gamma": both(state.gamma, w)}
        none = dict.fromkeys(("p", "alpha", "trials", "y", "update"), np.zeros_like(w))
        return Step(w, state, internals | none)

    def work(self) -> tuple[Line, ...]:
        """The lines of one step."""
        return (
            GRADIENT,
            Line(
                "p",
                "−H·g",
                "Downhill, bent by the curvature of the last moves; without any, H = 1.",
                when="trials",
            ),
            Line(
                "alpha",
                "line search along p",
                "Points tried: {trials}.",
                when="trials",
            ),
            Line("update", "{alpha}·{p}", "The step is {update.norm} long.", when="trials"),
            Line(
                "update",
                "{alpha}·{p}",
                "No direction promises less: W rests.",
                when="not trials",
            ),
            NEXT_POINT,
        )

    def _times_inverse_hessian(self, state: Pairs, g: Array) -> Array:
        """The two-loop recursion, algorithm 7.4. An empty slot has ρ = 0 and changes nothing."""
        filled = np.flatnonzero(np.any(state.rho != 0, axis=tuple(range(1, state.rho.ndim))))
        shares = {}
        r = g
        for i in filled[::-1]:
            shares[i] = state.rho[i] * np.sum(state.s[i] * r, axis=0)
            r = r - shares[i] * state.y[i]
        r = state.gamma * r
        for i in filled:
            share = state.rho[i] * np.sum(state.y[i] * r, axis=0)
            r = r + (shares[i] - share) * state.s[i]
        return r

    def _remembered(self, state: Pairs, s: Array, y: Array, failed: Bools, fresh: Bools) -> Pairs:
        """The pairs with the newest one, where it shows a positive curvature."""
        sy, yy = np.sum(s * y, axis=0), np.sum(y * y, axis=0)
        curved = (sy > SMALLEST) & (yy > SMALLEST)
        sy, yy = np.where(curved, sy, 1.0), np.where(curved, yy, 1.0)

        def shifted(rows: Array, newest: Array) -> Array:
            return np.where(curved, np.concatenate([rows[1:], newest[np.newaxis]]), rows)

        return state._replace(
            s=shifted(state.s, s),
            y=shifted(state.y, y),
            rho=np.where(failed, 0.0, shifted(state.rho, 1 / sy)),
            gamma=np.where(failed, 1.0, np.where(curved, sy / yy, state.gamma)),
            ended=state.ended | (failed & fresh),
        )
