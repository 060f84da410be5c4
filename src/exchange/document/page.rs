//! The tree of a page, in flat lists, made piece by piece so that one that grows out of hand is refused
//! before it has grown.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns};

use super::super::{Refused, cancelled, refused};

/// The position of a node in its page.
pub(super) type Id = usize;

/// Elements within elements; browsers stop at 512 as well.
const MAX_DEPTH: usize = 512;

/// Of all nodes; a long page has some thousand.
const MAX_NODES: usize = 200_000;

/// Bytes between two looks at what has grown.
const CHUNK_LEN: usize = 4096;

/// A page as a tree: the first node is its root.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<Node>,
    /// The name of what has none.
    nameless: QualName,
}

#[derive(Debug)]
struct Node {
    parent: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    before: Option<Id>,
    next: Option<Id>,
    data: Data,
}

#[derive(Debug)]
enum Data {
    Element {
        name: QualName,
        attributes: Vec<Attribute>,
        template: Option<Id>,
    },
    Text(String),
    /// The root, comments, templates.
    Other,
}

impl Page {
    pub(super) const ROOT: Id = 0;

    /// Parses as browsers do, without running scripts. `go_on` is told how far it is, from 0 to 1.
    pub(super) fn parse(html: &str, go_on: &dyn Fn(f32) -> bool) -> Result<Self, Refused> {
        let options = ParseOpts {
            tree_builder: TreeBuilderOpts {
                scripting_enabled: false,
                ..TreeBuilderOpts::default()
            },
            ..ParseOpts::default()
        };
        let mut parser = html5ever::parse_document(Sink::new(), options);
        let mut seen = 0;
        let mut done = 0;
        while let Some((chunk, _)) = html
            .get(done..)
            .map(first_chunk)
            .filter(|it| !it.0.is_empty())
        {
            parser.process(StrTendril::from(chunk));
            done += chunk.len();
            let page = parser.tokenizer.sink.sink.page.borrow();
            page.is_within_limits(&mut seen)?;
            if !go_on(share(done, html.len())) {
                return Err(cancelled());
            }
        }
        let page = parser.finish();
        page.is_within_limits(&mut seen)?;
        Ok(page)
    }

    /// Nodes from `seen` on are new.
    fn is_within_limits(&self, seen: &mut usize) -> Result<(), Refused> {
        let is_deep = |id: Id| self.ancestors(id).take(MAX_DEPTH + 1).count() > MAX_DEPTH;
        if self.nodes.len() > MAX_NODES || (*seen..self.nodes.len()).any(is_deep) {
            let message = format!(
                "the page has more than {MAX_NODES} parts, or more than {MAX_DEPTH} within one another"
            );
            let hint = "open it in a browser, copy the text and paste it here";
            return Err(refused("document-too-nested", message, hint));
        }
        *seen = self.nodes.len();
        Ok(())
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The name of an element, in lower case; empty for what is none.
    pub(super) fn name(&self, id: Id) -> &str {
        match self.nodes.get(id).map(|node| &node.data) {
            Some(Data::Element { name, .. }) => &name.local,
            _ => "",
        }
    }

    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        let Data::Element { attributes, .. } = &self.nodes.get(id)?.data else {
            return None;
        };
        let mut attributes = attributes.iter();
        let found = attributes.find(|attribute| &*attribute.name.local == wanted);
        found.map(|attribute| &*attribute.value)
    }

    /// The words of a node of text.
    pub(super) fn words(&self, id: Id) -> Option<&str> {
        match &self.nodes.get(id)?.data {
            Data::Text(text) => Some(text),
            Data::Element { .. } | Data::Other => None,
        }
    }

    /// All words under a node.
    pub(super) fn text(&self, id: Id) -> String {
        let words = self.under(id).filter_map(|id| self.words(id));
        words.collect()
    }

    /// A node and all under it, in the order of the page.
    pub(super) fn under(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut steps = self.steps(id);
        std::iter::from_fn(move || {
            loop {
                match steps.next()? {
                    Step::Into(id) => return Some(id),
                    Step::OutOf(_) => {}
                }
            }
        })
    }

    /// The way through the tree under a node: into each and out of it again.
    pub(super) fn steps(&self, root: Id) -> Steps<'_> {
        Steps {
            page: self,
            root,
            next: Some(Step::Into(root)),
        }
    }

    fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        let parent = |id: &Id| self.nodes.get(*id)?.parent;
        std::iter::successors(Some(id), parent)
    }
}

fn first_chunk(rest: &str) -> (&str, &str) {
    let mut len = rest.len().min(CHUNK_LEN);
    while !rest.is_char_boundary(len) {
        len -= 1;
    }
    rest.split_at_checked(len).unwrap_or((rest, ""))
}

#[expect(clippy::cast_precision_loss, reason = "a share, to be shown")]
fn share(done: usize, all: usize) -> f32 {
    done as f32 / all.max(1) as f32
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Into(Id),
    OutOf(Id),
}

#[derive(Debug)]
pub(super) struct Steps<'a> {
    page: &'a Page,
    root: Id,
    next: Option<Step>,
}

impl Steps<'_> {
    /// What is under the node that was just stepped into is passed over.
    pub(super) fn pass_over(&mut self, id: Id) {
        self.next = Some(Step::OutOf(id));
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let step = self.next?;
        let node = |id: Id| self.page.nodes.get(id);
        self.next = match step {
            Step::Into(id) => {
                let first = node(id).and_then(|node| node.first);
                Some(first.map_or(Step::OutOf(id), Step::Into))
            }
            Step::OutOf(id) if id == self.root => None,
            Step::OutOf(id) => node(id).and_then(|node| {
                let next = node.next.map(Step::Into);
                next.or(node.parent.map(Step::OutOf))
            }),
        };
        Some(step)
    }
}

/// What the parser builds the tree with.
struct Sink {
    page: RefCell<Page>,
}

impl Sink {
    fn new() -> Self {
        let mut page = Page {
            nodes: Vec::new(),
            nameless: QualName::new(None, ns!(), local_name!("")),
        };
        page.create(Data::Other);
        Self {
            page: RefCell::new(page),
        }
    }
}

impl Page {
    fn create(&mut self, data: Data) -> Id {
        self.nodes.push(Node {
            parent: None,
            first: None,
            last: None,
            before: None,
            next: None,
            data,
        });
        self.nodes.len() - 1
    }

    fn edit(&mut self, id: Option<Id>, edit: impl FnOnce(&mut Node)) {
        if let Some(node) = id.and_then(|id| self.nodes.get_mut(id)) {
            edit(node);
        }
    }

    fn detach(&mut self, id: Id) {
        let Some(node) = self.nodes.get(id) else {
            return;
        };
        let (parent, before, next) = (node.parent, node.before, node.next);
        self.edit(before, |it| it.next = next);
        self.edit(next, |it| it.before = before);
        self.edit(parent, |it| {
            if it.first == Some(id) {
                it.first = next;
            }
            if it.last == Some(id) {
                it.last = before;
            }
        });
        self.edit(Some(id), |it| {
            (it.parent, it.before, it.next) = (None, None, None);
        });
    }

    /// Puts a node between two others of a parent.
    fn insert(&mut self, parent: Id, (before, next): (Option<Id>, Option<Id>), id: Id) {
        self.detach(id);
        self.edit(Some(id), |it| {
            (it.parent, it.before, it.next) = (Some(parent), before, next);
        });
        self.edit(before, |it| it.next = Some(id));
        self.edit(next, |it| it.before = Some(id));
        self.edit(Some(parent), |it| {
            if before.is_none() {
                it.first = Some(id);
            }
            if next.is_none() {
                it.last = Some(id);
            }
        });
    }

    /// Words that follow words join them.
    fn insert_any(&mut self, parent: Id, place: (Option<Id>, Option<Id>), child: NodeOrText<Id>) {
        match child {
            NodeOrText::AppendNode(id) => self.insert(parent, place, id),
            NodeOrText::AppendText(text) => {
                let before = place.0.and_then(|id| self.nodes.get_mut(id));
                if let Some(Data::Text(words)) = before.map(|node| &mut node.data) {
                    words.push_str(&text);
                } else {
                    let id = self.create(Data::Text(text.to_string()));
                    self.insert(parent, place, id);
                }
            }
        }
    }

    fn append(&mut self, parent: Id, child: NodeOrText<Id>) {
        let last = self.nodes.get(parent).and_then(|node| node.last);
        self.insert_any(parent, (last, None), child);
    }

    fn insert_before(&mut self, sibling: Id, child: NodeOrText<Id>) {
        let Some(node) = self.nodes.get(sibling) else {
            return;
        };
        let (parent, before) = (node.parent, node.before);
        if let Some(parent) = parent {
            self.insert_any(parent, (before, Some(sibling)), child);
        }
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Page;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Page {
        self.page.into_inner()
    }

    // Pages are full of errors, and browsers know what is meant.
    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> Id {
        Page::ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.page.borrow(), |page| {
            match page.nodes.get(*target).map(|node| &node.data) {
                Some(Data::Element { name, .. }) => name,
                _ => &page.nameless,
            }
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Id {
        let mut page = self.page.borrow_mut();
        // What a template holds is no part of the page.
        let template = flags.template.then(|| page.create(Data::Other));
        page.create(Data::Element {
            name,
            attributes,
            template,
        })
    }

    fn create_comment(&self, _text: StrTendril) -> Id {
        self.page.borrow_mut().create(Data::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> Id {
        self.page.borrow_mut().create(Data::Other)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        self.page.borrow_mut().append(*parent, child);
    }

    fn append_based_on_parent_node(&self, element: &Id, before: &Id, child: NodeOrText<Id>) {
        let mut page = self.page.borrow_mut();
        let parent = page.nodes.get(*element).and_then(|node| node.parent);
        if parent.is_some() {
            page.insert_before(*element, child);
        } else {
            page.append(*before, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Id) -> Id {
        let page = self.page.borrow();
        match page.nodes.get(*target).map(|node| &node.data) {
            Some(Data::Element { template, .. }) => template.unwrap_or(*target),
            _ => *target,
        }
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        self.page.borrow_mut().insert_before(*sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Id, more: Vec<Attribute>) {
        self.page.borrow_mut().edit(Some(*target), |node| {
            if let Data::Element { attributes, .. } = &mut node.data {
                for attribute in more {
                    if attributes.iter().all(|it| it.name != attribute.name) {
                        attributes.push(attribute);
                    }
                }
            }
        });
    }

    fn remove_from_parent(&self, target: &Id) {
        self.page.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &Id, parent: &Id) {
        let mut page = self.page.borrow_mut();
        while let Some(child) = page.nodes.get(*node).and_then(|node| node.first) {
            page.append(*parent, NodeOrText::AppendNode(child));
        }
    }
}
