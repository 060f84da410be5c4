//! Going from event to event by keyboard: along a lane, and from lane to lane. An event that stands in
//! a lane several times is visited once, where it first stands: a selection is of events. Knows nothing
//! of points, so that stepping works for what is out of view as well.

use super::lanes::Lane;
use super::placement::Placement;

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

/// The event nearest in time in the next lane down or up, from where the current one first stands in its
/// lane; `None` past the last lane. The current event itself, if it stands in that lane at that time too.
pub fn neighbour_lane(
    lanes: &[Lane],
    placements: &[Placement],
    current: Spot,
    direction: Direction,
) -> Option<Spot> {
    let lane = match direction {
        Direction::Forward => current.lane.checked_add(1)?,
        Direction::Back => current.lane.checked_sub(1)?,
    };
    let target = lanes.get(lane)?;
    let standing = |lane: &Lane| -> Vec<(usize, i64)> {
        let places = lane.placements.iter().filter_map(|at| placements.get(*at));
        places
            .map(|place| (place.event, place.mark.known_first().number()))
            .collect()
    };
    let here = lanes.get(current.lane).map(standing).unwrap_or_default();
    let here = here.iter().find(|(event, _)| *event == current.event);
    let here = here.map_or(0, |(_, day)| *day);
    let nearest = standing(target)
        .into_iter()
        .min_by_key(|(event, day)| ((day - here).abs(), *event != current.event));
    // Nothing on the shelf stands anywhere.
    let event = nearest
        .map(|(event, _)| event)
        .or_else(|| target.events.first().copied())?;
    Some(Spot { lane, event })
}

#[cfg(test)]
mod tests {
    use super::super::LaneKey;
    use super::super::testing::{once_each, placed, point};
    use super::*;

    /// Of a list in which every event stands once, at its own position.
    fn lane(events: &[usize]) -> Lane {
        Lane {
            key: LaneKey::None,
            label: String::new(),
            placements: events.to_vec(),
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
        let placements = once_each(&[0, 10, 4, 90].map(|day| Some(point(day))));
        let lanes = [lane(&[2, 3]), lane(&[0, 1]), lane(&[0, 3])];
        let down = |current| neighbour_lane(&lanes, &placements, current, Direction::Forward);
        let up = |current| neighbour_lane(&lanes, &placements, current, Direction::Back);
        assert_eq!(down(at(0, 2)), Some(at(1, 0)));
        assert_eq!(down(at(0, 3)), Some(at(1, 1)));
        assert_eq!(down(at(1, 0)), Some(at(2, 0)), "the event itself");
        assert_eq!(up(at(1, 1)), Some(at(0, 2)));
        assert_eq!(up(at(0, 2)), None);
        assert_eq!(down(at(2, 0)), None);
    }

    #[test]
    fn of_several_places_the_one_nearest_to_the_first_counts() {
        let placements = [
            placed(0, 0, point(50)),
            placed(0, 1, point(200)),
            placed(1, 0, point(0)),
            placed(1, 1, point(60)),
            placed(2, 0, point(199)),
        ];
        let lane = |placements: &[usize], events: &[usize]| Lane {
            placements: placements.to_vec(),
            ..lane(events)
        };
        let shelf = lane(&[], &[3, 4]);
        let lanes = [lane(&[0, 1], &[0]), lane(&[2, 3, 4], &[1, 2]), shelf];
        let down = |current| neighbour_lane(&lanes, &placements, current, Direction::Forward);
        assert_eq!(down(at(0, 0)), Some(at(1, 1)));
        assert_eq!(down(at(1, 2)), Some(at(2, 3)), "the shelf's first");
    }
}
