//! From the names of fields and words to the code that reads them.

use super::{Pull, Quick};

/// A field's value, which must not have been given before.
pub(super) fn put<'a, W: Quick<'a>>(slot: &mut Option<W>, pull: &mut Pull<'a>) -> Option<()> {
    if slot.is_some() {
        return None;
    }
    *slot = Some(W::pull(pull)?);
    Some(())
}

/// `Name(field: value, …)`, its name optional, its fields in any order. Without a required one,
/// nothing; the optional ones are `None`, the default ones empty.
macro_rules! record {
    ($name:ident<'a>, required: { $($required:ident),* }, default: { $($default:ident),* }, optional: { $($optional:ident),* }) => {
        impl<'a> $name<'a> {
            #[doc = "From the bracket on."]
            fn fields(pull: &mut Pull<'a>) -> Option<Self> {
                $(let mut $required = None;)*
                $(let mut $default = None;)*
                $(let mut $optional = None;)*
                pull.list(b'(')?;
                while pull.item(b')')? {
                    match pull.name()? {
                        $(stringify!($required) => crate::store::quick::fields::put(&mut $required, pull)?,)*
                        $(stringify!($default) => crate::store::quick::fields::put(&mut $default, pull)?,)*
                        $(stringify!($optional) => crate::store::quick::fields::put(&mut $optional, pull)?,)*
                        _ => return None,
                    }
                }
                Some(Self {
                    $($required: $required?,)*
                    $($default: $default.unwrap_or_default(),)*
                    $($optional,)*
                })
            }
        }

        impl<'a> Quick<'a> for $name<'a> {
            fn pull(pull: &mut Pull<'a>) -> Option<Self> {
                pull.skip_name(stringify!($name));
                Self::fields(pull)
            }
        }
    };
}
pub(super) use record;

/// Words that stand for themselves.
macro_rules! words {
    ($($name:ident { $($word:ident),+ $(,)? })+) => {
        $(impl<'a> Quick<'a> for $name {
            fn pull(pull: &mut Pull<'a>) -> Option<Self> {
                match pull.word()? {
                    $(stringify!($word) => Some(Self::$word),)+
                    _ => None,
                }
            }
        })+
    };
}
pub(super) use words;
