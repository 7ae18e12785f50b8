"""The card of the stand that was chosen: its firms, and who stands beside it."""

from dataclasses import dataclass

from expo.halls.neighbours import Neighbours, neighbours


@dataclass
class StandCard:
    planned: object
    neighbours: Neighbours
    at_stand: list  # rows of the programme
    in_hall: list  # those of the hall, where the stand has none

    @property
    def drawn(self):
        return self.planned.drawn

    @property
    def code(self):
        return self.planned.code

    @property
    def stand(self):
        return self.planned.drawn.stand

    @property
    def occupants(self):
        return self.planned.drawn.occupants


def card_of(plan, planned, day, as_rows):
    """day: today's sessions; as_rows: makes rows of the programme of some."""
    at_stand = day.at(planned)
    # for a firm's visitor the hall's programme is news; a free stand has no visitors
    in_hall = [] if at_stand or not planned.drawn.occupants else day.next_in_hall()
    return StandCard(
        planned,
        neighbours(planned, plan.stands, plan.hall),
        as_rows(at_stand),
        as_rows(in_hall),
    )
