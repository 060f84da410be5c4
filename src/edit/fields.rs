//! The fields of records and of what they list, told once: three versions are merged by them, two are
//! told apart in words. A field that is missing here would not compile.

mod declared;
mod listed;
mod said;

pub(super) use declared::Header;
pub(super) use listed::Listed;
pub(super) use said::Said;

/// Something with fields.
pub(super) trait Fields: Sized {
    /// Tells of each, in the order in which a reader wants them.
    fn each(visitor: &mut impl Visitor<Self>);
}

/// Is told of each field of something, with its name in the reader's words.
pub(super) trait Visitor<Record> {
    /// One thing, to be taken from here or from there as a whole.
    fn one<Field: Said>(
        &mut self,
        name: &'static str,
        get: fn(&Record) -> Field,
        set: fn(&mut Record, Field),
    );

    /// A list of things, each on its own; `name` is that of one.
    fn many<Item: Listed>(
        &mut self,
        name: &'static str,
        get: fn(&Record) -> &[Item],
        set: fn(&mut Record, Vec<Item>),
    );
}
