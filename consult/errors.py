"""The four refusals of the domain, their codes, and the sentence that people read for each code.

Refusal
 ├─ NotFound      there is no such thing for this viewer (hidden and missing alike)
 ├─ NotAllowed    the viewer may see it, and may not do this
 ├─ NotPossible   the state forbids it; `facts` say what is in the way
 └─ BadInput      `field` is wrong; `code` says how
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db import IntegrityError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A no of the domain: a code that programs compare, and facts that its sentence is filled with."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self) -> str:
        """What people read, in the language that is active now."""
        return str(SENTENCES[self.code]) % {name: WORDS.get(name, {}).get(str(fact), fact) for name, fact in self.facts.items()}


class NotFound(Refusal):
    """There is no such thing for this viewer."""

    def __init__(self, code: str = "not_found", /, **facts: object) -> None:
        super().__init__(code, **facts)


class NotAllowed(Refusal):
    """The viewer may see the thing, and may not do this with it."""

    def __init__(self, code: str = "not_allowed", /, **facts: object) -> None:
        super().__init__(code, **facts)


class NotPossible(Refusal):
    """The state forbids it. With the fact `retry_after` (seconds), it may be possible later."""


class BadInput(Refusal):
    """What was given in `field` is wrong, in the way that the code says."""

    def __init__(self, code: str, /, *, field: str, **facts: object) -> None:
        super().__init__(code, field=field, **facts)
        self.field = field


class BadPoints(BadInput):
    """Some points of a letter are wrong, and nothing of it was sent. `each` names every field in question, as `posts.N.field`, N from 0."""

    def __init__(self, code: str, /, *, each: Sequence[BadInput]) -> None:
        super().__init__(code, field="posts")
        self.each = tuple(each)


SENTENCES: Final[Mapping[str, Promise]] = {  # every code has its sentence in both languages; a test walks the codes
    "not_found": _("There is no such page here, or it is not open to you."),
    "not_allowed": _("You may read this, but you may not do that here."),
    "input.required": _("Please fill this in."),
    "input.unknown": _("This field is not known here."),
    "input.type": _("This is not the kind of value that belongs here: %(expected)s."),
    "input.choice": _("Please choose one of: %(choices)s."),
    "input.too_long": _("This is too long: %(length)s characters, where %(limit)s are possible."),
    "input.email": _("This is not an e-mail address: %(given)s."),
    "input.days": _("Please give a number of days from 1 to %(limit)s."),
    "input.deep": _("The request is nested too deeply or is too large."),
    "changes.order": _("Two versions are compared: please choose an earlier one and a later one."),
    "consultation.slug": _("The short name may hold small letters, digits and hyphens only, 3 to 60 of them."),
    "consultation.slug_taken": _("There is a consultation with this short name already."),
    "consultation.dates": _("The closing date has to come after the opening date."),
    "consultation.too_far": _("This lies too far ahead: at most %(limit)s years from now are possible."),
    "consultation.opens_past": _("The opening has to lie in the future."),
    "consultation.no_step": _("In this stage (%(phase)s) that step cannot be taken."),
    "consultation.waits": _(
        "What is archived never changes again, and something still waits. To be decided: %(held)s; reported by readers: "
        "%(reported)s; open polls: %(polls)s."
    ),
    "consultation.questions_open": _(
        "Questions without an answer: %(questions)s (contributions %(numbers)s). Please answer them, or say here, for everybody to read, "
        "why they stay open. What waits besides: to be decided: %(held)s; reported by readers: %(reported)s; doubtful places: "
        "%(places)s; open polls: %(polls)s."
    ),
    "consultation.answered_reason": _("Please say why, in at least %(least)s characters, for everybody to read."),
    "consultation.not_open": _(
        "This consultation does not take contributions now (%(phase)s). Your text has not been sent; please keep a copy."
    ),
    "consultation.no_votes": _("This consultation takes no votes now (%(phase)s). Your vote has not been counted."),
    "team.last_official": _("Somebody has to be official of it until it is archived. Please add another official first."),
    "team.yourself": _("You cannot take yourself out of the team here; you can leave it."),
    "team.too_many": _("You can add at most %(limit)s addresses to teams in a day. Please go on tomorrow."),
    "draft.empty": _("The file holds no text."),
    "draft.too_large": _("The file is too large: at most %(limit)s are possible."),
    "draft.too_long": _("The file has %(lines)s lines; at most %(limit)s are possible."),
    "draft.long_line": _("Line %(line)s has %(length)s characters; at most %(limit)s are possible. Please break it into lines."),
    "draft.too_dense": _(
        "Up to line %(line)s there are more than %(limit)s places where a clause could begin. This is more than people could discuss."
    ),
    "draft.too_much": _(
        "This is more than people could discuss: %(clauses)s clauses, %(doubts)s doubtful places; at most %(limit)s of each are possible."
    ),
    "draft.binary": _("Line %(line)s holds characters that are not text. Please save the draft as plain text (UTF-8)."),
    "draft.encoding": _("Line %(line)s is not written in UTF-8. Please save the draft as plain text in UTF-8."),
    "draft.xml": _("Line %(line)s: this is not well-formed XML (%(reason)s)."),
    "draft.dtd": _("The file defines a document type or entities of its own (DTD), which could do harm. Please leave that out."),
    "draft.deep": _("Line %(line)s: elements stand in one another more than %(limit)s deep."),
    "draft.not_akn": _("Line %(line)s: this is not Akoma Ntoso 3.0, but “%(name)s”."),
    "draft.json": _("Line %(line)s: this is not the JSON of a draft (%(reason)s)."),
    "draft.told": _("Clause %(clause)s of the file has a “%(name)s” that cannot be."),
    "draft.kind": _("The file is not what the end of its name says: %(expected)s. Please save it anew in that format."),
    "draft.encrypted": _("The file is locked with a password. Please save it without one."),
    "draft.macros": _("The file holds macros, which are programs. Please save it as a DOCX without them."),
    "draft.damaged": _("The file is damaged; this part of it cannot be read: %(part)s."),
    "draft.part_dtd": _("A document type stands in %(part)s, which can make a file read other files. Please save it anew without one."),
    "draft.part_deep": _("The file is nested too deeply (%(part)s)."),
    "draft.part_large": _("A part of the file is too large when it is unpacked: %(part)s; at most %(limit)s are possible."),
    "draft.too_many_parts": _("The file is made of too many parts; at most %(limit)s are possible."),
    "draft.charset": _("The file names an encoding that is not read here: %(charset)s. Please save it in UTF-8."),
    "draft.no_text_layer": _(
        "The file holds pictures of pages and no text. Please have the text recognised (OCR), or import the original."
    ),
    "draft.too_heavy": _("Reading the file takes more than %(limit)s, so it was stopped. Please divide it, or save it more simply."),
    "draft.unknown_profile": _("There is no drafting tradition called “%(profile)s” here."),
    "draft.unknown_unit": _("No clause of either text is of the kind “%(unit)s”."),
    "draft.same": _("This file says what the published version says; nothing in it is new."),
    "draft.another_text": _(
        "Nothing in this file is like the version that is published. If it is the next version all the same, please say so; then every "
        "clause counts as new, and what people wrote stays with the old ones."
    ),
    "draft.nothing_to_correct": _("Nothing is published yet that could be corrected."),
    "draft.not_a_slip": _(
        "A correction mends slips alone: %(clause)s is another clause, or too many of its words differ. "
        "Please import this as a new version."
    ),
    "match.stale": _(
        "The draft was changed since it was matched with the version before. Please match it again, and look at what is doubtful."
    ),
    "match.doubtful": _("Clauses of which it is doubtful what became of them: %(n)s. Please settle them first."),
    "match.older": _("Somebody has changed this meanwhile. Please look at what is there now, and say it again."),
    "match.clause": _("This is no clause of the two versions that are matched here."),
    "match.act": _("This is nothing that can be said of a link."),
    "match.known": _(
        "This clause was taken over from the version before, or this is a correction: it is the same clause, and stays where it is."
    ),
    "match.same": _("This is what is said of it already."),
    "match.none": _("This draft follows no published version, so there is nothing to match it with."),
    "placement.count": _("Please decide about one place or more, and about %(limit)s at most."),
    "placement.decided": _("Somebody has decided about this place already. Please look at what is there now."),
    "placement.sure": _("This place was certain; only doubtful ones are decided about."),
    "placement.verdict": _("Please choose one of: %(choices)s."),
    "picked.conflict": _("Proposals that were picked and change the same words: %(n)s. Please settle them first."),
    "picked.count": _("Please choose one proposal or more, and %(limit)s at most."),
    "picked.unknown": _("One of these is no proposal that the public can read here now. Please look at the list again."),
    "picked.gone": _("The clause of proposal #%(number)s is not in the published version any more."),
    "picked.nothing_left": _("With these proposals nothing of the draft would be left."),
    "picked.edited": _(
        "This draft was edited since the proposals were put in, so no further words can be put in. Please leave this one, or throw the "
        "draft away and choose the proposals again."
    ),
    "picked.settled": _("Somebody has settled this already. Please look at what is there now."),
    "picked.hidden": _("These words cannot be read any more, so they cannot be put in."),
    "draft.waiting": _("An imported draft waits here, not yet published. Please publish it, or throw it away first."),
    "draft.gone": _("The draft that you looked at was thrown away or replaced meanwhile. Please look at the one that is here now."),
    "draft.published": _("This revision is published already; published text is never changed."),
    "draft.unreadable": _("The file %(name)s cannot be read: %(reason)s."),
    "draft.no_revision": _("The consultation has no draft, or no revision of it with that number."),
    "draft.doubtful": _(
        "Doubtful places that nobody has settled: %(n)s. Please say that you publish the draft with them, or settle them first."
    ),
    "edit.unknown": _("This clause is not in the draft any more."),
    "edit.operation": _("This is nothing that can be done with a clause."),
    "edit.same": _("This changes nothing: the draft is like that already."),
    "edit.first": _("Nothing is read before this clause, so there is nothing to join it to."),
    "edit.place": _("A clause can begin at a word of this clause's text, with something left before it. Please choose such a place."),
    "edit.number": _("A number has letters or digits, and at most %(limit)s characters on one line."),
    "edit.label": _("A label has at least one word, and at most %(limit)s characters on one line."),
    "edit.heading": _("A heading is made of the first words of the clause, as they stand in the draft. Words are not changed here."),
    "edit.inside": _("A clause cannot stand in or beside a part of itself."),
    "edit.too_deep": _("This would be nested too deeply: at most %(limit)s clauses can stand in one another."),
    "edit.doubt": _("This doubtful place was settled or opened again already."),
    "edit.no_undo": _("There is nothing to undo."),
    "edit.no_redo": _("There is nothing to do again."),
    "edit.stale": _("This page is older than the draft. Please look at what is there now, and do it again."),
    "edit.was_first": _(
        "Somebody was first: %(by)s changed this draft on %(at)s. Please look at what is there now; yours has not been done."
    ),
    "upload.empty": _("The file is empty. Please choose another one."),
    "upload.too_large": _("The file is too large: at most %(limit)s are possible. Please send it in parts, or with smaller pictures."),
    "upload.kind": _("Files of this kind cannot be taken here. Please save it as one of these, and choose that: %(kinds)s."),
    "upload.mismatch": _("The file is not what its name says (%(suffix)s). Please save it anew in the program that it is from."),
    "upload.old": _("This is a file of an older program, or it has a password. Please save it as DOCX or PDF without one."),
    "upload.not_office": _("This is a packed file and no document. Please unpack it, and choose the document in it."),
    "upload.damaged": _("The file is damaged or cut off. Please open it, save it anew, and choose it again."),
    "upload.within": _(
        "The document holds a picture that cannot be read here (%(name)s), so that nobody knows what it tells. Please take it out, or "
        "put it in as PNG or JPEG."
    ),
    "upload.encrypted": _("The file is protected by a password. Please save it without one."),
    "upload.macro": _("The document holds a program or a page (macros, ActiveX). Please save it without them, for instance as PDF."),
    "upload.active": _("This PDF runs scripts, starts programs or holds other files. Please print it into a new PDF, and choose that."),
    "upload.unseen": _("Parts of this PDF are packed so that nobody can look into them. Please print it anew, and choose that PDF."),
    "upload.nested": _("The document holds a packed file. Please take that out, and send it on its own."),
    "upload.expands": _("The document unpacks to far more than its own size. Please save it anew, with smaller pictures."),
    "upload.entries": _("The document has more than %(limit)s parts. Please split it, or save it as PDF."),
    "upload.entry": _("A part of the document has a name that is not allowed (%(name)s). Please save it anew in a word processor."),
    "upload.dtd": _("The XML declares a document type (DOCTYPE), which is not taken here. Please take the declaration out."),
    "upload.deep": _("The file is nested too deeply. Please save it in another format."),
    "upload.elements": _("The file has more than six million elements. Please divide it, or save it as PDF."),
    "upload.number": _("The file holds a number that is none (NaN, an infinite one), or is endless. Please correct it."),
    "upload.pixels": _("The picture has %(width)s × %(height)s pixels; at most %(limit)s on a side are possible, and 50 million in all."),
    "upload.encoding": _("Line %(line)s is not written in UTF-8. Please save the text as UTF-8."),
    "upload.controls": _("Line %(line)s holds characters that are not text. Please save the file as plain text in UTF-8."),
    "upload.marks": _("In line %(line)s very many accents stand on one letter. Please take them out."),
    "upload.table": _("Line %(line)s of the table has too many columns, or a cell without end. Please check its quotation marks."),
    "file.unwritable": _("The file %(name)s cannot be written: %(reason)s."),
    "post.empty": _("Please write something first."),
    "post.too_long": _("Your text has %(length)s characters; %(limit)s are possible. Please shorten it or send it in two parts."),
    "post.clause": _("This clause does not belong to the draft of this consultation."),
    "quotes.too_large": _("The file %(name)s is too large: at most %(limit)s are possible."),
    "quotes.long_line": _("In %(name)s, line %(line)s: more than %(limit)s bytes."),
    "quotes.json": _("In %(name)s, line %(line)s: this is not JSON (%(reason)s)."),
    "quotes.object": _("In %(name)s, line %(line)s: this is not an object with the fields of a quote."),
    "quotes.missing": _("In %(name)s, line %(line)s: the field “%(key)s” is missing."),
    "quotes.type": _("In %(name)s, line %(line)s: the field “%(key)s” has to be %(expected)s."),
    "quotes.clause": _("In %(name)s, line %(line)s: the old text has no clause with the label “%(label)s”."),
    "post.revision": _("There is no published version %(given)s of this draft."),
    "post.quote": _("The quoted words are not in this clause."),
    "post.quote_twice": _("The quoted words stand in this clause more than once. Please quote some more words with them."),
    "post.stance": _("Please choose where you stand on this clause."),
    "post.stance_reply": _("A reply takes no stance."),
    "post.proposal": _("Please say what you propose: to replace, insert after, or delete; with the wording, unless it is to delete."),
    "post.proposal_kind": _("Only a proposal can propose wording."),
    "post.quote_older": _(
        "The draft was revised since you wrote this, so the passage that you quoted stays as it is. You can change your words, or take the "
        "contribution back and write on the new version."
    ),
    "post.proposal_same": _("Your wording is the same as the draft's."),
    "post.reply_to": _("The contribution that you answer is not here any more."),
    "post.reply_gone": _(
        "The contribution that you answer is %(status)s now and takes no replies. Your text has not been sent; please keep a copy."
    ),
    "post.quote_place": _("A quote is of one clause. Please write it on the clause that it is taken from."),
    "post.proposal_place": _("A proposal is about one clause. Please write it on the clause that it would change."),
    "post.office_reply": _("The team answers contributions; it sends none of its own."),
    "support.own": _("This is your own contribution. Others can agree with it."),
    "support.not_shown": _("This contribution is not public now, so nobody can agree with it."),
    "support.twice": _("You agree with this already."),
    "flag.own": _("This is your own contribution. You can edit or withdraw it."),
    "flag.not_shown": _("This contribution is not public now, so there is nothing to report."),
    "flag.twice": _("You have reported this already. Once a moderator has answered, you can report a later version."),
    "flag.rule": _("There is no house rule number %(given)s in force here."),
    "flag.too_long": _("Your note has %(length)s characters; %(limit)s are possible."),
    "flag.none": _("Nobody has reported this contribution, or it has been answered already."),
    "thread.locked": _("This thread takes no contributions now. A moderator has closed it: %(notice)s"),
    "thread.no_step": _("This thread is %(status)s already."),
    "thread.clauses": _("Please choose at least two clauses of the published draft."),
    "thread.title": _("Please give the thread a title of at most %(limit)s characters."),
    "thread.notice": _("Please say why, in at least %(least)s characters, for everybody to read."),
    "letter.place": _("This clause or thread does not belong to this consultation."),
    "supporting.title": _("Please give the document a title of at most %(limit)s characters."),
    "supporting.why": _("Please say why it is withdrawn, in %(least)s to %(limit)s characters, for everybody to read."),
    "supporting.withdrawn": _("This document is withdrawn. Please add it as another one."),
    "supporting.full": _("There are %(limit)s supporting documents, and more cannot be added."),
    "attachment.full": _("A letter can have %(limit)s files. Please take one out first, or put several into one file."),
    "attachment.too_many": _("Your letter has %(length)s files; %(limit)s are possible. Please take some out; nothing has been lost."),
    "attachment.gone": _("A file that the letter names is not here any more, or was sent already. Please attach it again."),
    "attachment.twice": _("The letter names a file twice."),
    "letter.empty": _("Your letter has no point yet."),
    "letter.too_many": _("Your letter has %(length)s points; %(limit)s are possible. Please send it in two parts."),
    "letter.full": _("A letter can have %(limit)s points. Please send this one first; then you can begin another."),
    "letter.point": _("Your letter cannot be sent like this: at each point it is said why. Nothing has been sent, and all of it is kept."),
    "letter.names": _("A letter has one name: in what is published, one can see which points came together."),
    "letter.organisation": _("The name of the organisation has %(length)s characters; %(limit)s are possible."),
    "draft_letter.gone": _("This draft is not here any more: it was sent or thrown away, or has been left for too long."),
    "erase.nobody": _("Nobody has an account with this address."),
    "erase.last_official": _("You are the only official of “%(slug)s”. Please add another one before your data are erased."),
    "post.unchanged_status": _("A contribution that is %(status)s cannot be changed any more."),
    "post.name": _("Please give a name first, or choose not to show one."),
    "decision.reason": _("Please give the author a reason, in at least %(least)s characters."),
    "decision.reason_too_long": _("The reason has %(length)s characters; %(limit)s are possible."),
    "decision.rule": _("There is no house rule number %(given)s in force here."),
    "decision.no_step": _("This contribution is %(status)s, and from there that step cannot be taken."),
    "decision.first": _("Somebody was first: %(by)s decided “%(action)s” at %(at)s. The contribution is now %(status)s."),
    "decision.none_chosen": _("Please choose at least one contribution."),
    "decision.too_many": _("You chose %(length)s contributions; %(limit)s can be decided at once."),
    "decision.some_first": _("No longer waiting, of what you chose: %(n)s. Nothing has been decided; the others are still chosen."),
    "decision.stale": _("The contribution has changed since you opened it: it is now %(status)s."),
    "poll.options": _("Please give at least %(least)s options, and at most %(most)s."),
    "poll.option_twice": _("Two options are the same: “%(title)s”."),
    "poll.seats": _("Seats of this kind of poll: %(seats)s. Please give this number, or leave the field out."),
    "poll.budget": _("This kind of poll has no budget. Please leave the field out."),
    "poll.frozen": _("This poll has been opened: its question, options and rules cannot be changed any more."),
    "poll.kept": _("This poll has been opened: it cannot be thrown away any more."),
    "poll.no_step": _("A poll that is %(status)s cannot take that step."),
    "poll.not_open": _("This poll takes no votes now: it is %(status)s. Your vote has not been counted."),
    "ballot.code": _("The receipt code has to be 32 digits of 0 to 9 and a to f, in small letters."),
    "ballot.code_used": _("This receipt code was used before. Please choose once more: each vote needs a receipt code of its own."),
    "ballot.code_mistyped": _(
        "This is no receipt code of a vote. Please compare it with what you wrote down: 32 digits of 0 to 9 and a to f."
    ),
    "ballot.option": _("Please choose one of the options, or that you abstain."),
    "ballot.twice": _("You have voted in this poll already, and a vote is final."),
    "tally.method": _("There is no method “%(given)s”. There are: %(methods)s."),
    "tally.kind": _("The ballots in this file are of the kind “%(kind)s”, which this method does not count. These do: %(methods)s."),
    "tally.seats": _("The number of seats has to be a whole number from 1 up, and not “%(given)s”."),
    "tally.one_seat": _("The method %(method)s elects one. Please leave the number of seats out."),
    "tally.many_seats": _("There are more seats (%(seats)s) than options (%(options)s)."),
    "tally.needs_seats": _("The file does not say how many are elected. Please give the number of seats."),
    "tally.budget": _("The budget has to be an amount of money above 0, such as 1000 or 1000.50, and not “%(given)s”."),
    "tally.no_budget_method": _("The method %(method)s gives out no money. Please leave the budget out."),
    "tally.needs_budget": _("The file does not say how much money there is. Please give a budget."),
    "tally.needs_costs": _("The file does not say what the projects cost, which this method asks for."),
    "tally.format": _("Files of this kind hold no ballots that can be read. These do: %(formats)s."),
    "tally.header": _("A table with this first row (%(given)s) is not known. These can be read: %(headers)s."),
    "tally.encoding": _("This is not written in UTF-8. Please save the file as UTF-8."),
    "tally.long_line": _("This line is longer than %(limit)s characters."),
    "tally.controls": _("This holds characters that are not text, or that nobody sees."),
    "tally.look_alike": _("These options look alike: %(names)s."),
    "tally.csv": _("This is not CSV, or it was cut off (%(reason)s)."),
    "tally.cells": _("This row has %(found)s cells, and the first row of the table has %(wanted)s."),
    "tally.cut": _(
        "The file ends within a line, and “%(name)s” stands nowhere else: it may have been cut off. If not, please end the line."
    ),
    "tally.cut_blank": _("The file ends within a line, at a blank cell: it may have been cut off. If not, please end the line."),
    "tally.ends_early": _("The file ends too early; this should follow: %(expected)s."),
    "tally.no_zero": _("The ballot that begins here has no 0 at its end. Each ballot ends with a 0."),
    "tally.expected": _("What should stand here is %(expected)s, and not “%(given)s”."),
    "tally.count": _("A number of voters is a whole number from 1 to %(limit)s, and not “%(given)s”."),
    "tally.no_name": _("A name is missing."),
    "tally.no_options": _("The file names no option."),
    "tally.many_options": _("The file names more than %(limit)s options."),
    "tally.option_twice": _("The option “%(name)s” is listed twice."),
    "tally.named_twice": _("The name “%(name)s” stands here twice."),
    "tally.voter_twice": _("The voter “%(name)s” has voted already, further up in this file."),
    "tally.unknown_option": _("There is no option “%(name)s” in this file."),
    "tally.too_much": _("This is too much to count at once: %(rows)s different ballots on %(options)s options."),
    "tally.no_ballots": _("The file holds no ballot."),
    "tally.many_voters": _("The file holds more than %(limit)s ballots."),
    "tally.promised": _("The file says that it holds %(promised)s ballots, and it holds %(found)s. Part of it may be missing."),
    "tally.json": _("This is not JSON (%(reason)s)."),
    "tally.json_number": _("JSON knows no number “%(given)s”."),
    "tally.json_digits": _("This number has more than %(limit)s digits."),
    "tally.json_deep": _("This is nested too deeply to hold ballots."),
    "tally.name_twice": _("The name “%(name)s” stands twice in one object."),
    "tally.unknown_name": _("The name “%(name)s” is not known. These are: %(names)s."),
    "tally.no_part": _("The part “%(name)s” is missing."),
    "tally.no_cost": _("It is not said what “%(name)s” costs."),
    "tally.ballot": _("Ballot %(number)s: what should stand here is %(expected)s, and not “%(given)s”."),
    "tally.ballot_count": _("Ballot %(number)s: a number of voters is a whole number from 1 to %(limit)s."),
    "tally.unwritable_kind": _("Ballots of the kind “%(kind)s” cannot be written in this format. Please choose JSON."),
    "tally.unwritable_costs": _("In this format, costs and budget would be lost. Please choose JSON."),
    "tally.unwritable_lot": _("In this format, the order that breaks ties would be lost. Please choose JSON."),
    "tally.left_out": _("This format cannot say everything; left out: %(names)s. JSON can."),
    "tally.not_in_lot": _("The order that breaks ties does not name “%(name)s”."),
    "tally.unwritable_format": _("Ballots cannot be written into a file of this kind. These can be: %(formats)s."),
    "tally.same_file": _("These ballots are read from this file. Please name another one to write them to."),
    "tally.unwritable_name": _("In this format, “%(name)s” would be lost or read as something else. Please choose JSON."),
    "tally.unended": _("The last line is not ended. If the file was cut off there, ballots on this line are not as they were cast: %(n)s."),
    "tally.write_ins": _("Ballots with a name that was no candidate, which is passed over: %(n)s."),
    "tally.overvotes": _("Ballots with several names on one rank, not told which; they end there: %(n)s."),
    "tally.repeats": _("Ballots that name an option more than once, which counts where it stands first: %(n)s."),
    "edition.no_draft": _("There is no published draft yet, so there is nothing to freeze."),
    "edition.nothing_received": _("Nothing has been received yet, so there is nothing to freeze."),
    "edition.being_made": _("This file is being made. Please come back in a moment."),
    "once.other_request": _("This key was used for another request. Please load the page again."),
    "once.gone": _("This was sent before, and what came of it was thrown away since. Please send it again."),
    "search.nothing": _("Please give at least one word to look for."),
    "search.too_much": _("Please look for at most %(limit)s words or phrases at once."),
    "limit.reached": _("That was a lot in a short time. Please wait a little and try again (%(minutes)s min)."),
    "token.scope": _("This token does not reach that far."),
    "token.name": _("Please give the token a name, so that you recognise it later."),
    "serve.port": _("Port %(given)s cannot be listened on: %(reason)s."),
    "serve.parts": _("Two servers or more need PostgreSQL and Redis (DATABASE_URL, REDIS_URL); SQLite serves one."),
    "demo.production": _("The demonstration is for one's own machine; it is not loaded where others work."),
    "database.busy": _("Many people are here just now. Nothing is lost; please try again in a few seconds."),
    "database.away": _("The database does not answer just now; nothing that was received is lost. Please try again in a few seconds."),
    "disk.full": _(
        "The disk of this service is full, so nothing new can be taken just now. What was received before is kept. "
        "Please keep what you wrote, and send it again later."
    ),
}

FACTS: Final[Mapping[str, Promise]] = {  # codes that stand among the facts of a refusal, in words
    "held": _("held"),
    "shown": _("shown"),
    "hidden": _("hidden"),
    "superseded": _("replaced by a later version"),
    "withdrawn": _("withdrawn"),
    "erased": _("erased"),
    "publish": _("publish"),
    "hide": _("hide"),
    "restore": _("restore"),
    "draft": _("in preparation"),
    "announced": _("announced"),
    "open": _("open"),
    "locked": _("closed by a moderator"),
    "closed": _("closed"),
    "answered": _("answered"),
    "archived": _("archived"),
}
BALLOTS: Final[Mapping[str, Promise]] = {  # kinds of them
    "ranked": _("rankings"),
    "chosen": _("choices"),
    "scored": _("points"),
    "answered": _("answers"),
}
WORDS: Final[Mapping[str, Mapping[str, Promise]]] = {  # facts that are codes; people may have written all others
    "phase": FACTS,
    "status": FACTS,
    "action": FACTS,
    "kind": BALLOTS,
}

CONSTRAINTS: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    # name of a constraint and, for SQLite, its columns → code and field, so that the loser of a race reads the same
    ("consultation_slug", "consult_consultation.slug"): ("consultation.slug_taken", "slug"),
    ("consult_chain_name", "consult_chain.name"): ("consultation.slug_taken", "slug"),  # its chain has the same name
    ("one_draft_per_consultation", "consult_document.consultation_id"): ("draft.waiting", "file"),
    ("support_once_per_person", "consult_support.post_id, consult_support.person_id"): ("support.twice", "support"),
    ("flag_once_per_version", "consult_flag.version_id, consult_flag.person_id"): ("flag.twice", "flag"),
    ("one_open_flag_per_person", "consult_flag.post_id, consult_flag.person_id"): ("flag.twice", "flag"),
}


def refusal_of(error: IntegrityError) -> Refusal | None:
    """The refusal that a broken constraint stands for, or None where it stands for none (then it is a fault of ours)."""
    told = str(error)
    found = (said for names, said in CONSTRAINTS.items() if any(name in told for name in names))
    code, field = next(found, (None, ""))
    return BadInput(code, field=field) if code else None
