"""Innocuous names, so that people can speak of an incident in a lift."""

import secrets

_FIRST = (  # noqa: SIM905 - quotation marks would hide the names
    "Amber Autumn Bright Calm Cedar Clear Copper Coral Early Eastern Even Fair Fern Gentle Golden "
    "Granite Green Hazel Hidden High Indigo Ivory Kind Late Linen Little Long Low Maple Mellow "
    "Mild Misty Morning Mossy Near Northern Oaken Old Open Pale Patient Pine Plain Quiet Red "
    "River Round Russet Sandy Silver Slate Slow Small Soft Southern Steady Still Summer Tall "
    "Tidy Warm Western White Wide Willow Winter Wooden Yellow"
).split()
_SECOND = (  # noqa: SIM905 - quotation marks would hide the names
    "Acre Anchor Arch Barn Basin Bay Beacon Bench Bridge Brook Canal Candle Cliff Coast Compass "
    "Corner Cottage Creek Dale Delta Door Dune Ferry Field Fjord Ford Garden Gate Glade Glen "
    "Grove Harbour Hedge Hill Inlet Island Jetty Kettle Lagoon Lake Lantern Ledge Library Lodge "
    "Marsh Meadow Mill Moor Orchard Path Pebble Pier Plain Pond Porch Prairie Quay Ridge Road "
    "Shore Spring Station Stone Terrace Tower Valley Village Wharf Window Yard"
).split()


def suggest(taken=lambda names: set()):
    """A free name such as "Quiet Harbour"; with a number once the plain ones run out.

    taken: which of the names it is given are in use; it is asked once.
    """
    plain = [f"{secrets.choice(_FIRST)} {secrets.choice(_SECOND)}" for _ in range(12)]
    names = [*plain, *(f"{name} {secrets.randbelow(90_000) + 10_000}" for name in plain)]
    used = taken(names)
    return next(name for name in names if name not in used)
