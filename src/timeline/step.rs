//! Going from event to event by keyboard: along a lane, and from lane to lane. Knows nothing of
//! points, so that stepping works for what is out of view as well.

use super::lanes::Lane;
use super::mark::Mark;

/// An event in one of its lanes; both are positions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub lane: usize,
    pub event: usize,
}

/// Later, or further down; earlier, or further up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    Forward,
    Back,
}

/// The event before or after `current` in its lane, and `None` at the lane's end. Without a current
/// one, or if that has left its lane, the lane's (or first lane's) first or last event.
pub fn next_in_lane(lanes: &[Lane], current: Option<Spot>, direction: Direction) -> Option<Spot> {
    let lane = current.map_or(0, |spot| spot.lane);
    // The lanes can have become fewer since.
    let lane = lane.min(lanes.len().checked_sub(1)?);
    let events = &lanes.get(lane)?.events;
    let position = current.and_then(|spot| events.iter().position(|event| *event == spot.event));
    let event = match (position, direction) {
        (Some(position), Direction::Forward) => events.get(position.checked_add(1)?),
        (Some(position), Direction::Back) => events.get(position.checked_sub(1)?),
        (None, Direction::Forward) => events.first(),
        (None, Direction::Back) => events.last(),
    }?;
    Some(Spot {
        lane,
        event: *event,
    })
}

/// The event nearest in time in the next lane down or up; `None` past the last lane. The current event
/// itself, if it stands in that lane too.
pub fn neighbour_lane(
    lanes: &[Lane],
    marks: &[Option<Mark>],
    current: Spot,
    direction: Direction,
) -> Option<Spot> {
    let lane = match direction {
        Direction::Forward => current.lane.checked_add(1)?,
        Direction::Back => current.lane.checked_sub(1)?,
    };
    let start_number = |event: usize| {
        let mark = marks.get(event).copied().flatten()?;
        Some(mark.known_first().number())
    };
    let here = start_number(current.event).unwrap_or(0);
    let distance = |event: usize| {
        let days = start_number(event).map_or(i64::MAX, |there| (there - here).abs());
        (days, event != current.event)
    };
    let event = lanes
        .get(lane)?
        .events
        .iter()
        .copied()
        .min_by_key(|event| distance(*event))?;
    Some(Spot { lane, event })
}

#[cfg(test)]
mod tests {
    use super::super::LaneKey;
    use super::super::testing::point;
    use super::*;

    fn lane(events: &[usize]) -> Lane {
        Lane {
            key: LaneKey::None,
            label: String::new(),
            events: events.to_vec(),
        }
    }

    fn at(lane: usize, event: usize) -> Spot {
        Spot { lane, event }
    }

    #[test]
    fn stepping_follows_the_lane_and_stops_at_its_ends() {
        let lanes = [lane(&[5, 3]), lane(&[7])];
        let go = |current, direction| next_in_lane(&lanes, current, direction);
        let forward = |current| go(Some(current), Direction::Forward);
        let back = |current| go(Some(current), Direction::Back);
        assert_eq!(forward(at(0, 5)), Some(at(0, 3)));
        assert_eq!(forward(at(0, 3)), None);
        assert_eq!(back(at(0, 3)), Some(at(0, 5)));
        assert_eq!(back(at(0, 5)), None);
        assert_eq!(go(None, Direction::Forward), Some(at(0, 5)));
        assert_eq!(go(None, Direction::Back), Some(at(0, 3)));
        assert_eq!(forward(at(1, 99)), Some(at(1, 7)), "gone from the lane");
        assert_eq!(forward(at(9, 7)), None, "in the last lane now, at its end");
        assert_eq!(next_in_lane(&[], None, Direction::Forward), None);
    }

    #[test]
    fn the_neighbour_is_the_nearest_in_time() {
        let marks = [0, 10, 4, 90].map(|day| Some(point(day)));
        let lanes = [lane(&[2, 3]), lane(&[0, 1]), lane(&[0, 3])];
        let down = |current| neighbour_lane(&lanes, &marks, current, Direction::Forward);
        let up = |current| neighbour_lane(&lanes, &marks, current, Direction::Back);
        assert_eq!(down(at(0, 2)), Some(at(1, 0)));
        assert_eq!(down(at(0, 3)), Some(at(1, 1)));
        assert_eq!(down(at(1, 0)), Some(at(2, 0)), "the event itself");
        assert_eq!(up(at(1, 1)), Some(at(0, 2)));
        assert_eq!(up(at(0, 2)), None);
        assert_eq!(down(at(2, 0)), None);
    }
}
