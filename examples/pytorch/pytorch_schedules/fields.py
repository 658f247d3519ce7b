"""Arguments that several of torch's schedulers share, or that one has few of: type, range and meaning of each.

Where torch refuses no value, the range leaves out what has no meaning, such as a negative rate or an interval of 0.
"""

from functools import partial
from typing import Annotated

from schedulers.field import Field, choice, number, positive

span = partial(Field, unit="epochs", minimum=1)

MaxEpochs = Annotated[int, span(description="how many epochs are trained", example=100, section=("trainer",))]
BaseRate = Annotated[
    float, number(description="the optimizer's rate", example=0.1, section=("optimizer", "init_args"), symbol="base")
]

Interval = Annotated[int, span(description="epochs between two decays", example=30)]
Milestones = Annotated[list[int], span(description="epochs at which the rate decays", minimum=0, example=[30, 80])]
DecayFactor = Annotated[float, number(description="factor that multiplies the rate at each decay")]
EpochFactor = Annotated[float, number(description="factor that multiplies the rate after every epoch", example=0.95)]

Share = Annotated[float, positive(description="share of the rate that training begins with", maximum=1)]
LastShare = Annotated[float, number(description="share of the rate from epoch total_iters on", maximum=1)]
Until = Annotated[int, span(description="epoch from which on the rate no longer changes", example=20)]
Power = Annotated[float, number(description="exponent: 1 is a straight line, above 1 falls early", example=2.0)]

Half = Annotated[int, span(description="epochs from the highest rate to the lowest", example=100)]
Lowest = Annotated[float, number(description="rate at the lowest point of the cosine")]
First = Annotated[int, span(description="epochs before the first restart", example=10)]
Growth = Annotated[int, choice(description="how many times as long each next cycle is", minimum=1, example=2)]

TopRate = Annotated[float, number(description="highest rate, whatever lr says", example=0.1)]
CycleMomentum = Annotated[bool, choice(description="whether momentum falls while the rate rises, which stays the same")]
Momentum = Annotated[float, number(description="momentum at one end of a cycle; the rate stays the same")]
