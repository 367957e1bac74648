"""Rankings as BLT, the format of Hill, Wichmann and Woodall ("Algorithm 123", Computer Journal 30, 1987), and what others put into it.

    4 2              options, seats
    -2               options that withdrew, as many as there are, also as [withdrawn 2]
    [nick a b c d]   short names, which may stand in place of numbers (droop)
    [tie 3 1 2 4]    the order that breaks ties, the first before the others (droop)
    3 1 3=4 - 2 0    how many, then who: = joins a tie (OpenSTV, OpaVote), - is a rank that was passed over, 0 ends the ballot
    0                ends the ballots
    "Adam" …         as many names as options, the title, and what `blt_names.py` says of them

In strings, a quotation mark is doubled or has a backslash before it. Comments: # to the end of the line, and between /* and */.
Whoever ranks only options that withdrew abstains: their vote is for none who can be elected.
What two programs read in two ways is refused: ballot IDs, since after `(id)` a number of voters follows in OpenSTV and none in droop;
ties in parentheses; other options in brackets, since they change the count in one program alone.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from consult.errors import BadInput
from consult.tally.formats.ballot_file import BallotFile
from consult.tally.formats.blt.names import names_and_title
from consult.tally.formats.blt.tokens import Token, Words
from consult.tally.formats.limits import bearable_size, expected, listed, none_twice, voters_in, whole
from consult.tally.profile import MOST_OPTIONS, MOST_VOTERS, Ballots, Ranking, ranked

NUMBER: Final = re.compile("[0-9]{1,10}")
WITHDREW: Final = re.compile("-[0-9]{1,4}")
NICK: Final = re.compile(r"[^\s0-9=\-][^\s=]*")


def read_blt(lines: Iterable[str], wanted: tuple[Ballots, ...]) -> BallotFile:
    """The rankings of a BLT file.

    Raises:
        BadInput: it is none, or something in it can be read in two ways.
    """
    return Blt(Words(lines)).file()


class Blt:
    """A file that is read word by word."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.take = words.take
        self.size = self.number(1, MOST_OPTIONS)
        self.seats = self.number(0, MOST_VOTERS)
        self.withdrawn: set[int] = set()
        self.order: list[int] = []
        self.at: Mapping[str, int] = {str(number): number - 1 for number in range(1, self.size + 1)}

    def file(self) -> BallotFile:
        """What the rest of it says."""
        while (token := self.words.peek()).kind == "option" or WITHDREW.fullmatch(token.text):
            self.option()
        ballots = self.ballots()
        names, lines, title = names_and_title(self.words, self.size)
        listed(names, line_of=lines.__getitem__)
        stay = [position for position in range(self.size) if position not in self.withdrawn]
        options = listed([names[position] for position in stay], line_of=lines.__getitem__)
        new = {position: number for number, position in enumerate(stay)}
        bearable_size(rows=len(ballots), options=len(options))
        profile = whole(
            ranked(options, ((without(ranking, new), voters) for ranking, voters in ballots.items())), line=max(self.words.source.number, 1)
        )
        lot = tuple(names[position] for position in self.order or range(self.size) if position in new)
        return BallotFile(profile, lot=lot, seats=self.seats or None, title=title)

    def wrong(self, what: str, token: Token) -> BadInput:
        """The refusal of a word in whose place something else should stand."""
        if token.kind == "end":
            return BadInput("tally.ends_early", field="file", line=token.line, expected=what)
        return expected(what, token.text, line=token.line)

    def number(self, least: int, most: int) -> int:
        """A whole number."""
        token = self.take()
        if token.kind != "word" or not NUMBER.fullmatch(token.text) or not least <= int(token.text) <= most:
            raise self.wrong(f"{least} … {most}", token)
        return int(token.text)

    def option(self) -> None:
        """An option in brackets, or one that withdrew."""
        token = self.take()
        if token.kind == "word":
            self.withdrawn.add(self.position(token.text[1:], token))
            return
        name, *words = token.text.split() or [""]
        if name == "nick":
            self.nick(words, token)
        elif name == "tie":
            self.order = self.positions(words, token)
            if len(self.order) != self.size:
                raise self.wrong(f"[tie 1 … {self.size}]", token)
        elif name == "withdrawn":
            self.withdrawn.update(self.positions(words, token))
        else:
            raise self.wrong("[nick …] | [tie …] | [withdrawn …]", token)

    def nick(self, words: list[str], token: Token) -> None:
        """Short names of all options."""
        if len(words) != self.size or not all(NICK.fullmatch(word) for word in words):
            raise self.wrong(f"[nick {' '.join('abcdefgh'[: self.size])} …]", token)
        none_twice(words, line=token.line)
        self.at = {**self.at, **{word: position for position, word in enumerate(words)}}

    def positions(self, words: list[str], token: Token) -> list[int]:
        """Different options, by number or short name."""
        found = [self.position(word, token) for word in words]
        none_twice(map(str, (position + 1 for position in found)), line=token.line)
        return found

    def position(self, word: str, token: Token) -> int:
        """An option, by number or short name."""
        if word not in self.at:
            raise self.wrong(f"1 … {self.size}", Token(token.kind, word, token.line))
        return self.at[word]

    def ballots(self) -> Counter[Ranking]:
        """Distinct ballots, to the 0 that ends them."""
        found: Counter[Ranking] = Counter()
        known: dict[str, tuple[int, ...]] = {}
        begun = 0  # the line on which the latest ballot begins whose 0 stands further down
        while True:
            token = self.take()
            if begun and (token.kind != "word" or not NUMBER.fullmatch(token.text)):
                raise BadInput("tally.no_zero", field="file", line=begun)
            if token.kind != "word":
                raise self.wrong("1 | 0", token)
            if token.text == "0":
                return found
            voters = voters_in(token.text, line=token.line)
            ranking, ended = self.ranking(known, begun=token.line)
            found[ranking] += voters
            begun = token.line if ended > token.line else 0

    def ranking(self, known: dict[str, tuple[int, ...]], *, begun: int) -> tuple[Ranking, int]:
        """A ballot behind its number of voters, to the 0 that ends it; and the line of this 0.

        Args:
            known: words that were read before.
            begun: the line of the number of voters.

        Raises:
            BadInput: a word names no option, or one that the ballot has named. If it stands on another line, the 0 before it is missing.
        """
        tiers: list[tuple[int, ...]] = []
        try:
            while (token := self.take()).text != "0" or token.kind != "word":
                if token.kind != "word":
                    raise self.wrong(f"1 … {self.size} | 0", token)
                if token.text not in known:
                    known[token.text] = () if token.text == "-" else tuple(self.positions(token.text.split("="), token))
                if known[token.text]:
                    tiers.append(known[token.text])
            if len({option for tier in tiers for option in tier}) < sum(map(len, tiers)):
                none_twice((str(option + 1) for tier in tiers for option in tier), line=token.line)
        except BadInput as wrong:
            if wrong.facts.get("line") == begun or token.kind == "end":
                raise
            raise BadInput("tally.no_zero", field="file", line=begun) from wrong
        return tuple(tiers), token.line


def without(ranking: Ranking, new: Mapping[int, int]) -> Ranking:
    """A ranking without the options that withdrew; the others by their new positions."""
    tiers = (tuple(sorted(new[option] for option in tier if option in new)) for tier in ranking)
    return tuple(tier for tier in tiers if tier)
