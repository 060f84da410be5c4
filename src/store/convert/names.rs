//! The fixed words of the file and of the model, which agree.

use super::v1;
use crate::model;
use crate::store::schema::with_fixed_words;

/// `From` the wire's enum for the model's, variant by variant of the same name.
macro_rules! same_names {
    ($($name:ident { $($variant:ident),+ $(,)? })+) => {
        $(impl From<v1::$name> for model::$name {
            fn from(wire: v1::$name) -> Self {
                match wire { $(v1::$name::$variant => Self::$variant),+ }
            }
        })+
    };
}

with_fixed_words!(same_names);

impl From<v1::Distance> for model::Distance {
    fn from(wire: v1::Distance) -> Self {
        match wire {
            v1::Distance::Before => Self::Before,
            v1::Distance::After => Self::After,
            v1::Distance::WithinDays(days) => Self::WithinDays(days),
        }
    }
}
