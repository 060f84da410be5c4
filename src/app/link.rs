//! Addresses from project files, which strangers write: http and https only, parsed and written anew
//! by the WHATWG rules, so that what is shown is what is opened. Opens nothing itself.

use std::fmt::{self, Write as _};

use url::{Host, Url};

/// The longest address that is accepted, in bytes.
const MAX_LEN: usize = 4096;

/// An address that may be opened after a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link(Url);

/// Why an address is not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkRefused {
    TooLong,
    NotAnAddress(String),
    /// Neither http nor https.
    Scheme(String),
    /// `https://user@host`: made to be misread.
    UserName,
    NoHost,
}

impl fmt::Display for LinkRefused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "the address is longer than {MAX_LEN} bytes"),
            Self::NotAnAddress(reason) => write!(f, "this is not a web address: {reason}"),
            Self::Scheme(scheme) => {
                write!(
                    f,
                    "addresses open with http and https only, not with {scheme}"
                )
            }
            Self::UserName => write!(f, "the address hides its host behind a user name"),
            Self::NoHost => write!(f, "the address names no host"),
        }
    }
}

impl std::error::Error for LinkRefused {}

impl Link {
    /// # Errors
    /// If `address` is anything but a plain http or https address.
    pub fn parse(address: &str) -> Result<Self, LinkRefused> {
        if address.len() > MAX_LEN {
            return Err(LinkRefused::TooLong);
        }
        let url =
            Url::parse(address).map_err(|error| LinkRefused::NotAnAddress(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(LinkRefused::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(LinkRefused::UserName);
        }
        match url.host() {
            Some(Host::Domain("")) | None => Err(LinkRefused::NoHost),
            Some(_) => Ok(Self(url)),
        }
    }

    /// The same address with a [text fragment](https://wicg.github.io/scroll-to-text-fragment/) that
    /// leads browsers to the paragraph beginning with these words.
    #[must_use]
    pub fn to_words(&self, words: &str) -> Self {
        let mut url = self.0.clone();
        url.set_fragment(Some(&format!(":~:text={}", percent_encoded(words))));
        Self(url)
    }

    /// As opened: ASCII, without spaces.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The host as looked up, in its ASCII form.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

/// Everything but letters and digits of ASCII, percent-encoded; so are `-` and `,`, which mean
/// something in a text fragment.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            write!(encoded, "%{byte:02X}").unwrap_or_default();
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_web_addresses_pass() {
        let good = [
            (
                "https://www.rt.com/news/343002/",
                "https://www.rt.com/news/343002/",
                "www.rt.com",
            ),
            ("HTTP://Example.ORG", "http://example.org/", "example.org"),
            (
                "https://bücher.example/ä",
                "https://xn--bcher-kva.example/%C3%A4",
                "xn--bcher-kva.example",
            ),
            (
                "https:/\\example.org/a b",
                "https://example.org/a%20b",
                "example.org",
            ),
            ("https://[::1]/", "https://[::1]/", "[::1]"),
        ];
        for (address, opened, host) in good {
            let link = Link::parse(address).expect(address);
            assert_eq!((link.as_str(), link.host()), (opened, host));
            assert!(!link.as_str().contains([' ', '"', '\n']));
        }
        let bad = [
            "javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "smb://host/share",
            "ms-msdt:/id",
            "search-ms:query",
            "mailto:a@b.c",
            "-flag",
            "",
            "www.rt.com",
            "//host/path",
            "\\\\host\\share",
            "https://",
            "https://good.example@bad.example/",
            "https://user:pw@host/",
            "ftp://host/",
            "http:///",
            "https://exa mple.org",
        ];
        for address in bad {
            assert!(Link::parse(address).is_err(), "{address}");
        }
        assert_eq!(
            Link::parse(&format!("https://a/{}", "x".repeat(5000))),
            Err(LinkRefused::TooLong)
        );
    }

    #[test]
    fn a_fragment_leads_to_the_words() {
        let link = Link::parse("https://example.org/a#old").expect("an address");
        assert_eq!(
            link.to_words("In mid-May, “it").as_str(),
            "https://example.org/a#:~:text=In%20mid%2DMay%2C%20%E2%80%9Cit"
        );
    }
}
