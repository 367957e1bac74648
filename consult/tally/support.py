"""How much support each option has: votes where it is chosen, points where it is given some."""

from collections.abc import Mapping

from consult.tally.profile import Profile


def support(profile: Profile) -> Mapping[str, int]:
    """Option → how many chose it, or the sum of its points; who has no opinion gives none. In the order of the options."""
    sums = profile.counts @ profile.marks.clip(0)
    return dict(zip(profile.options, map(int, sums), strict=True))


def supporters(profile: Profile) -> Mapping[str, int]:
    """Option → how many chose it, or gave it more than nothing."""
    return dict(zip(profile.options, map(int, profile.counts @ (profile.marks > 0)), strict=True))
