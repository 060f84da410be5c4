//! The walk over the tokens of a project by which it is cut, and the way on where something is not
//! closed.

use std::ops::Range;

use super::brackets::Brackets;
use super::lines::{Layout, followed_by};
use super::records::{Cut, Fault, FaultKind, Field, List, Record, Scout};
use super::scan::{Token, TokenKind, Tokens, Unclosed, spans_lines};

pub(super) struct Cutter<'a> {
    text: &'a str,
    scout: Option<&'a mut dyn Scout>,
    tokens: Tokens<'a>,
    /// The end of what is cut.
    end: usize,
    layout: Layout,
    /// Kept for the next record, so that a million records share one stack.
    brackets: Brackets,
    /// A record was not closed: from here on, none may reach beyond the next line that looks like the
    /// start of another.
    is_recovering: bool,
    /// The list that was cut last ended with its bracket.
    is_list_closed: bool,
    cut: Cut,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(text: &'a str, range: Range<usize>) -> Self {
        Self {
            text,
            scout: None,
            tokens: Tokens::new(text.as_bytes(), range.start, range.end),
            end: range.end,
            layout: Layout::default(),
            brackets: Brackets::default(),
            is_recovering: false,
            is_list_closed: true,
            cut: Cut::default(),
        }
    }

    /// What the scout takes is not among the records of the cut.
    pub(super) fn scouted(self, scout: &'a mut dyn Scout) -> Self {
        Self {
            scout: Some(scout),
            ..self
        }
    }

    pub(super) fn project(mut self) -> Result<Cut, Fault> {
        self.start()?;
        self.fields();
        self.cut.walked_bytes += self.end + self.layout.walked_bytes;
        Ok(self.cut)
    }

    /// The records within what was taken for one.
    pub(super) fn swallowed(mut self, list: List) -> Vec<Record> {
        let start = self.tokens.at;
        self.is_recovering = true;
        self.layout.see_record(self.text, start);
        self.records(list, start);
        self.cut.records
    }

    /// `Name(…)` or `(…)`, all closed and not too deep.
    pub(super) fn end_of_record(mut self) -> Option<usize> {
        let mut ahead = self.tokens.clone();
        let mut first = ahead.next_token().ok()??;
        if first.kind == TokenKind::Word {
            first = ahead.next_token().ok()??;
        }
        if first.kind != TokenKind::Open(b'(') {
            return None;
        }
        match self.one_record(&mut Brackets::default()) {
            Ok((range, None)) => Some(range.end),
            Ok((_, Some(_))) | Err(_) => None,
        }
    }

    fn fault(&mut self, kind: FaultKind, at: usize) {
        self.cut.faults.push(Fault::new(kind, at));
    }

    /// The next token; one that is not closed is a fault, and the end.
    fn next(&mut self) -> Option<Token> {
        match self.tokens.next_token() {
            Ok(token) => token,
            Err(error) => {
                self.cut.faults.push(error.into());
                None
            }
        }
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.clone().next_token().ok().flatten()
    }

    fn word(&self, token: Token) -> &'a str {
        let text = self.text.get(token.start..token.end).unwrap_or_default();
        text.strip_prefix("r#").unwrap_or(text)
    }

    /// Up to and with the bracket that opens the project.
    fn start(&mut self) -> Result<(), Fault> {
        let mut is_named = false;
        loop {
            let Some(token) = self.tokens.next_token()? else {
                return Err(self
                    .commented_out()
                    .unwrap_or(Fault::new(FaultKind::NotAProject, self.end)));
            };
            match token.kind {
                TokenKind::Other(b'#') if !is_named => self.attribute(token)?,
                TokenKind::Word if !is_named && self.word(token) == "Project" => {
                    self.cut.start = token.start;
                    is_named = true;
                }
                TokenKind::Open(b'(') => {
                    if !is_named {
                        self.cut.start = token.start;
                    }
                    return Ok(());
                }
                _ => return Err(Fault::new(FaultKind::NotAProject, token.start)),
            }
        }
    }

    /// `![enable(implicit_some)]`, after its `#`.
    fn attribute(&mut self, hash: Token) -> Result<(), Fault> {
        let fault = Fault::new(FaultKind::Attribute, hash.start);
        let mut depth = 0_usize;
        let mut is_first_word = true;
        while let Some(token) = self.tokens.next_token()? {
            match token.kind {
                TokenKind::Other(b'!' | b'=') | TokenKind::Comma | TokenKind::Text => {}
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth == 1 => return Ok(()),
                TokenKind::Close(_) if depth > 1 => depth -= 1,
                // The attribute's own name says nothing yet, unless it is one that we do not know.
                TokenKind::Word if is_first_word => {
                    is_first_word = false;
                    if !matches!(self.word(token), "enable" | "type" | "schema") {
                        self.cut.attributes.push(token.start..token.end);
                    }
                }
                TokenKind::Word => self.cut.attributes.push(token.start..token.end),
                _ => return Err(fault),
            }
        }
        Err(fault)
    }

    fn fields(&mut self) {
        while let Some(token) = self.next() {
            match token.kind {
                TokenKind::Close(b')') => return self.after_end(),
                TokenKind::Word => self.field(token),
                TokenKind::Comma => self.fault(FaultKind::ExtraComma, token.start),
                TokenKind::Close(bracket) => {
                    self.fault(FaultKind::UnexpectedClose(bracket), token.start);
                }
                _ => {
                    self.fault(FaultKind::ExpectedField, token.start);
                    self.resume_at_field(token.start);
                }
            }
        }
        if let Some(fault) = self.commented_out() {
            self.cut.faults.push(fault);
        } else if self.cut.faults.is_empty() && self.cut.records.iter().all(|r| r.fault.is_none()) {
            let at = self.text.get(self.cut.start..).and_then(|t| t.find('('));
            let at = self.cut.start + at.unwrap_or_default();
            self.fault(FaultKind::UnclosedBracket(b'('), at);
        }
    }

    /// The rest of the text is one comment, and reads as if it should not be: its lines have lost their
    /// ends.
    fn commented_out(&self) -> Option<Fault> {
        let at = self.tokens.last_comment?;
        let comment = self.text.get(at..)?;
        let is_part = |name: &str, mark| {
            let mut after = comment.match_indices(name);
            after.any(|(at, _)| {
                followed_by(comment.get(at..).unwrap_or_default(), name, mark).is_some()
            })
        };
        let is_project = is_part("Project", b'(')
            || List::ALL
                .into_iter()
                .any(|list| is_part(list.field(), b':') || is_part(list.record(), b'('));
        is_project.then_some(Fault::new(FaultKind::CommentedOut, at))
    }

    /// Nothing was left open so far.
    fn is_sound(&self) -> bool {
        !self.is_recovering && self.is_list_closed
    }

    fn after_end(&mut self) {
        if let Some(token) = self.next() {
            self.fault(FaultKind::AfterEnd, token.start);
        }
    }

    /// `name: value,` from behind the name.
    fn field(&mut self, name: Token) {
        self.layout.see_field(self.text, name.start);
        let colon = self.next();
        if colon.is_none_or(|token| token.kind != TokenKind::Colon) {
            self.fault(FaultKind::ExpectedColon, name.start);
            self.resume_at_field(name.start);
            return;
        }
        let Some(first) = self.peek() else {
            return self.fault(FaultKind::EmptyField, name.start);
        };
        let value = match List::from_field(self.word(name)) {
            Some(list) if first.kind == TokenKind::Open(b'[') => {
                self.tokens.at = first.end;
                self.is_list_closed = true;
                self.records(list, first.start);
                Some(first.start..self.tokens.at)
            }
            Some(list) => {
                let range = self.value(name);
                self.cut.records.extend(range.map(|range| Record {
                    list,
                    fault: Some(Box::new(Fault::new(
                        FaultKind::ExpectedList(list),
                        range.start,
                    ))),
                    range,
                }));
                None
            }
            None => self.value(name),
        };
        if let Some(value) = value {
            self.cut.fields.push(Field {
                name: name.start..name.end,
                value,
            });
        }
        match self.peek() {
            Some(token) if token.kind == TokenKind::Comma => self.tokens.at = token.end,
            // Told already where the list before it is broken.
            Some(token) if token.kind == TokenKind::Word && self.is_sound() => {
                self.fault(FaultKind::MissingFieldComma, token.start);
            }
            _ => {}
        }
    }

    /// A value that is not a list of records, up to the comma or bracket behind it.
    fn value(&mut self, name: Token) -> Option<Range<usize>> {
        match self.balanced(|token| matches!(token.kind, TokenKind::Comma | TokenKind::Close(_))) {
            Ok(Some(range)) => Some(range),
            Ok(None) => {
                self.fault(FaultKind::EmptyField, name.start);
                None
            }
            Err(_) => {
                let end = self.resume_at_field(name.start);
                let fault = self.why(name.start..end);
                self.cut.faults.push(fault);
                None
            }
        }
    }

    /// The tokens up to one outside brackets at which `is_end`; that one is left.
    fn balanced(&mut self, is_end: impl Fn(&Token) -> bool) -> Result<Option<Range<usize>>, Fault> {
        let mut range: Option<Range<usize>> = None;
        let mut brackets = Brackets::default();
        loop {
            let before = self.tokens.at;
            let Some(token) = self.tokens.next_token()? else {
                return match brackets.unclosed() {
                    Some(fault) => Err(fault),
                    None => Ok(range),
                };
            };
            if brackets.is_closed() && is_end(&token) {
                self.tokens.at = before;
                return Ok(range);
            }
            let start = range.map_or(token.start, |range| range.start);
            range = Some(start..token.end);
            match token.kind {
                TokenKind::Open(bracket) => brackets.open(bracket, token.start),
                TokenKind::Close(bracket) => brackets.close(bracket, token.start)?,
                _ => {}
            }
        }
    }

    /// The records of a list, from behind its bracket to behind the closing one.
    fn records(&mut self, list: List, open_at: usize) {
        let mut is_after_record = false;
        loop {
            let before = self.tokens.at;
            let token = match self.tokens.next_token() {
                Ok(Some(token)) => token,
                Ok(None) => return self.end_of_list(open_at),
                Err(error) => {
                    self.push_broken(list, error.at);
                    is_after_record = true;
                    continue;
                }
            };
            match token.kind {
                TokenKind::Close(b']') => return,
                TokenKind::Close(_) if self.peek().is_none() => {
                    self.tokens.at = before;
                    return self.end_of_list(open_at);
                }
                TokenKind::Close(bracket) => {
                    self.fault(FaultKind::UnexpectedClose(bracket), token.start);
                }
                TokenKind::Comma if is_after_record => is_after_record = false,
                TokenKind::Comma => self.fault(FaultKind::ExtraComma, token.start),
                _ if self.begins_field(token) => {
                    self.tokens.at = before;
                    return self.end_of_list(open_at);
                }
                _ => {
                    if is_after_record && !self.is_recovering {
                        self.fault(FaultKind::MissingComma(list), token.start);
                    }
                    self.tokens.at = token.start;
                    if is_after_record || !self.is_taken(list, token.start) {
                        self.record(list, token.start);
                    }
                    is_after_record = true;
                }
            }
        }
    }

    /// Whether the scout took the record that begins here; goes on behind the last one that it took.
    fn is_taken(&mut self, list: List, start: usize) -> bool {
        let Some(scout) = self.scout.as_mut().filter(|_| !self.is_recovering) else {
            return false;
        };
        if scout.is_called_off() {
            self.tokens.at = self.end;
            return true;
        }
        self.layout.see_record(self.text, start);
        let end = scout.take(list, start, &self.cut);
        self.tokens.at = end.unwrap_or(self.tokens.at);
        end.is_some()
    }

    /// `events: …` or so within a list, which is not closed then.
    fn begins_field(&self, token: Token) -> bool {
        let is_named_value = token.kind == TokenKind::Word
            && self
                .peek()
                .is_some_and(|next| next.kind == TokenKind::Colon);
        let is_out_of_place = self.is_recovering && self.layout.is_field(self.text, token.start);
        is_named_value || is_out_of_place
    }

    /// The text, or the project, is over before the list is.
    fn end_of_list(&mut self, open_at: usize) {
        self.is_list_closed = false;
        if !self.is_recovering {
            self.fault(FaultKind::UnclosedBracket(b'['), open_at);
        }
    }

    fn record(&mut self, list: List, start: usize) {
        self.layout.see_record(self.text, start);
        if self.is_recovering {
            self.tokens.end = self.stop(list, start);
        }
        let mut brackets = std::mem::take(&mut self.brackets);
        let found = self.one_record(&mut brackets);
        brackets.clear();
        self.brackets = brackets;
        self.cut.walked_bytes += self.tokens.at.saturating_sub(start);
        self.tokens.end = self.end;
        match found {
            Ok((range, fault)) => self.cut.records.push(Record {
                list,
                range,
                fault: fault.map(Box::new),
            }),
            Err(_) => self.push_broken(list, start),
        }
    }

    /// From a record's first token to the bracket that closes it.
    fn one_record(
        &mut self,
        brackets: &mut Brackets,
    ) -> Result<(Range<usize>, Option<Fault>), Fault> {
        let start = self.tokens.at;
        let mut end = start;
        loop {
            let before = self.tokens.at;
            let Some(token) = self.tokens.next_token()? else {
                return match brackets.unclosed() {
                    Some(fault) => Err(fault),
                    None => Ok((start..end, None)),
                };
            };
            match token.kind {
                TokenKind::Comma | TokenKind::Close(_) if brackets.is_closed() => {
                    self.tokens.at = before;
                    return Ok((start..end, None));
                }
                TokenKind::Open(bracket) => brackets.open(bracket, token.start),
                TokenKind::Close(bracket) => {
                    brackets.close(bracket, token.start)?;
                    if brackets.is_closed() {
                        let too_deep = Fault::new(FaultKind::TooDeep, start);
                        let fault = brackets.is_too_deep.then_some(too_deep);
                        return Ok((start..token.end, fault));
                    }
                }
                _ => {}
            }
            end = token.end;
        }
    }

    /// Ends a record that is not closed where the next one seems to begin.
    fn push_broken(&mut self, list: List, start: usize) {
        self.is_recovering = true;
        let stop = self.stop(list, start);
        let record = self.text.get(start..stop).unwrap_or_default();
        let range = start..start + record.trim_end().len();
        self.tokens.at = stop;
        self.cut.walked_bytes += range.len();
        self.cut.records.push(Record {
            list,
            fault: Some(Box::new(self.why(range.clone()))),
            range,
        });
    }

    fn stop(&mut self, list: List, start: usize) -> usize {
        self.layout.next_stop(self.text, list, start, self.end)
    }

    /// Goes on at the next line that starts a field of the project; tells where that is.
    fn resume_at_field(&mut self, start: usize) -> usize {
        self.is_recovering = true;
        self.tokens.at = self.layout.next_field(self.text, start, self.end);
        self.tokens.at
    }

    /// What is wrong in a range that is not balanced. A string that reaches over a line's end is the
    /// likely culprit: where one quotation mark is missing, all behind it change their meaning, so the
    /// place at which the brackets stop fitting tells little.
    fn why(&self, range: Range<usize>) -> Fault {
        let mut tokens = Tokens::new(self.text.as_bytes(), range.start, range.end);
        let mut brackets = Brackets::default();
        let mut fault = None;
        loop {
            let token = match tokens.next_token() {
                Ok(Some(token)) => token,
                Ok(None) => break,
                Err(error) => return error.into(),
            };
            match token.kind {
                TokenKind::Text if spans_lines(self.text, &token) => {
                    return Fault::new(FaultKind::Unclosed(Unclosed::Text), token.start);
                }
                TokenKind::Open(bracket) => brackets.open(bracket, token.start),
                TokenKind::Close(bracket) => {
                    if let Err(found) = brackets.close(bracket, token.start) {
                        fault.get_or_insert(found);
                    }
                }
                _ => {}
            }
        }
        let too_deep = Fault::new(FaultKind::TooDeep, range.start);
        brackets
            .is_too_deep
            .then_some(too_deep)
            .or(fault)
            .or_else(|| brackets.unclosed())
            .unwrap_or(Fault::new(FaultKind::UnclosedBracket(b'('), range.start))
    }
}
