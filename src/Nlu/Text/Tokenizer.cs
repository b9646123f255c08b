using System.Globalization;

namespace PmBot.Nlu.Text;

/// <summary>Cuts a message into pieces. Linear, total: any sequence of UTF-16 units will do.</summary>
public static class Tokenizer
{
    /// <summary>The pieces of a text.</summary>
    public static TokenizedText Tokenize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new TokenizedText(text, new Scan(text).Run());
    }

    private ref struct Scan(string text)
    {
        private readonly string _text = text;
        private readonly List<Token> _tokens = new(Math.Min(text.Length / 4 + 4, 256));
        private int _at;

        public Token[] Run()
        {
            var quotes = new QuoteFinder(_text);
            while (_at < _text.Length)
            {
                var c = _text[_at];
                if (c is '\n' or '\r' or '\u2028') NewLine();
                else if (char.IsWhiteSpace(c) || char.IsControl(c) || IsInvisible(c)) _at++;
                else if (char.IsAsciiDigit(c)) Digits();
                else if (c == '<' && Angle()) continue;
                else if (c == '@' && At()) continue;
                else if (c == '#' && Hash()) continue;
                else if (quotes.CloseOf(_at) is var close and > 0) Add(TokenKind.Quoted, close + 1, Fold.Text(_text.AsSpan(_at + 1, close - _at - 1)));
                else if (char.IsLetter(c) || IsMark(c)) Word();
                else if (char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.OtherSymbol) Emoji();
                else Add(TokenKind.Punctuation, _at + 1, WordPool.Get([Normal(c)]));
            }

            return [.. _tokens];
        }

        // Typographic variants of what patterns spell in ASCII.
        private static char Normal(char c) => c switch { '\u2013' or '\u2014' or '\u2212' => '-', '\u2022' or '\u00B7' or '\u25CF' => '*', '\u2026' => '.', '\u201C' or '\u201D' => '"', '\uFF1A' => ':', _ => c };

        private static bool IsInvisible(char c) => c is '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u00AD' or (>= '\u200E' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\uFE00' and <= '\uFE0F');

        private static bool IsMark(char c) => c is >= '\u0300' and <= '\u036F';

        private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || IsMark(c) || c == '_';

        private void Add(TokenKind kind, int end, string folded, int number = -1)
        {
            var glued = _tokens.Count > 0 && _tokens[^1].End == _at;
            _tokens.Add(new Token(kind, _at, end, folded, number, glued, char.IsUpper(_text[_at])));
            _at = end;
        }

        private void NewLine()
        {
            var end = _at + 1;
            while (end < _text.Length && (char.IsWhiteSpace(_text[end]) || IsInvisible(_text[end]))) end++;
            Add(TokenKind.NewLine, end, "\n");
        }

        private void Digits()
        {
            var end = _at;
            while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
            var digits = _text.AsSpan(_at, end - _at);
            var number = digits.Length <= 9 && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1;
            Add(TokenKind.Number, end, WordPool.Get(digits), number);
            if (end < _text.Length && _text[end] is '\'' or '\u2019' && IsClitic(end)) Clitic();
        }

        private void Word()
        {
            var end = _at + 1;
            while (end < _text.Length)
            {
                var c = _text[end];
                if (IsWordPart(c)) end++;
                else if (c is '\'' or '\u2019' && end + 1 < _text.Length && char.IsLetter(_text[end + 1]) && !IsClitic(end)) end += 2;
                else break;
            }

            if (end < _text.Length && _text[end] is '@' or ':' && Address(end)) return;
            Emit(TokenKind.Word, end);
            Clitic();
        }

        // What hangs on a word or a number by an apostrophe: "Ana's", "14's done".
        private void Clitic()
        {
            if (_at + 1 >= _text.Length || _text[_at] is not ('\'' or '\u2019') || !char.IsLetter(_text[_at + 1])) return;
            var tail = _at + 1;
            while (tail < _text.Length && char.IsLetter(_text[tail])) tail++;
            Emit(TokenKind.Word, tail);
        }

        // "Ana's", "I'll", "we're": the tail is a word of its own. "don't", "o'clock" stay whole.
        private readonly bool IsClitic(int apostrophe)
        {
            var end = apostrophe + 1;
            while (end < _text.Length && char.IsLetter(_text[end])) end++;
            var tail = _text.AsSpan(apostrophe + 1, end - apostrophe - 1);
            return tail.Equals("s", StringComparison.OrdinalIgnoreCase) || tail.Equals("ll", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("m", StringComparison.OrdinalIgnoreCase) || tail.Equals("re", StringComparison.OrdinalIgnoreCase)
                || tail.Equals("ve", StringComparison.OrdinalIgnoreCase) || tail.Equals("d", StringComparison.OrdinalIgnoreCase);
        }

        private void Emit(TokenKind kind, int end)
        {
            var length = end - _at;
            Span<char> buffer = length <= 64 ? stackalloc char[64] : new char[length];
            var used = Fold.Into(_text.AsSpan(_at, length), buffer);
            Add(kind, end, length <= 3 ? WholeWord(WordPool.Get(buffer[..used])) : WordPool.Get(buffer[..used]));
        }

        // What thumbs leave of a word. "2 d" and the tail of "I'd" are no "de".
        private readonly string WholeWord(string folded) => folded switch
        {
            "q" => "que",
            "xq" or "pq" => "porque",
            "tmb" or "tb" or "tbn" => "tambien",
            "pa" or "pal" => "para",
            "d" when _tokens.Count > 0 && _tokens[^1].Kind == TokenKind.Word && _text[_at - 1] == ' ' => "de",
            _ => folded,
        };

        // An e-mail address or a URL that begins with the word that ends here.
        private bool Address(int end)
        {
            var stop = end + 1;
            if (_text[end] == ':')
            {
                if (!_text.AsSpan(end).StartsWith("://", StringComparison.Ordinal)) return false;
                while (stop < _text.Length && !char.IsWhiteSpace(_text[stop]) && _text[stop] is not ('<' or '>' or '"')) stop++;
                while (_text[stop - 1] is '.' or ',' or ')' or ';' or '!' or '?') stop--;
                Add(TokenKind.Url, stop, _text[_at..stop]);
                return true;
            }

            while (stop < _text.Length && (char.IsAsciiLetterOrDigit(_text[stop]) || _text[stop] is '.' or '-')) stop++;
            while (_text[stop - 1] is '.' or '-') stop--;
            if (!_text.AsSpan(end + 1, Math.Max(0, stop - end - 1)).Contains('.')) return false;
            // "ana.gomez@x.com": the words before this one belong to it.
            while (_tokens.Count > 0 && _tokens[^1].End == _at && (_tokens[^1].Kind is TokenKind.Word or TokenKind.Number || _tokens[^1].Folded is "." or "-" or "+"))
            {
                _at = _tokens[^1].Start;
                _tokens.RemoveAt(_tokens.Count - 1);
            }

            Add(TokenKind.Email, stop, _text[_at..stop].ToLowerInvariant());
            return true;
        }

        // <@U123>, <@U123|name>, <@!123>, <at>Name</at>, <https://x|x>, <mailto:x@y|x@y>
        private bool Angle()
        {
            var rest = _text.AsSpan(_at);
            if (rest.StartsWith("<at>", StringComparison.OrdinalIgnoreCase))
            {
                var close = rest[..Math.Min(rest.Length, 160)].IndexOf("</at>", StringComparison.OrdinalIgnoreCase);
                if (close < 5) return false;
                Add(TokenKind.Mention, _at + close + 5, Fold.Text(rest[4..close].Trim()));
                return true;
            }

            var end = rest[..Math.Min(rest.Length, 2048)].IndexOf('>');
            if (end < 3) return false;
            var inner = rest[1..end];
            if (inner[0] == '@')
            {
                var id = inner[1..].TrimStart("!&");
                var bar = id.IndexOf('|');
                if (bar >= 0) id = id[..bar];
                if (id.IsEmpty || id.ContainsAny(' ', '\n')) return false;
                Add(TokenKind.Mention, _at + end + 1, new string(id));
                return true;
            }

            if (!inner.StartsWith("http", StringComparison.Ordinal) && !inner.StartsWith("mailto:", StringComparison.Ordinal) && inner[0] != '#') return false;
            var mail = inner.StartsWith("mailto:", StringComparison.Ordinal);
            var target = inner[(mail ? 7 : 0)..];
            var pipe = target.IndexOf('|');
            if (pipe >= 0) target = target[..pipe];
            Add(mail ? TokenKind.Email : TokenKind.Url, _at + end + 1, new string(target));
            return true;
        }

        private bool At()
        {
            var end = _at + 1;
            while (end < _text.Length && (IsWordPart(_text[end]) || _text[end] is '.' or '-')) end++;
            while (_text[end - 1] is '.' or '-') end--;
            if (end - _at < 2) return false;
            Add(TokenKind.Mention, end, Fold.Text(_text.AsSpan(_at + 1, end - _at - 1)));
            return true;
        }

        private bool Hash()
        {
            var end = _at + 1;
            while (end < _text.Length && char.IsAsciiDigit(_text[end])) end++;
            if (end > _at + 1 && end - _at <= 10 && (end == _text.Length || !IsWordPart(_text[end])))
            {
                Add(TokenKind.TaskNumber, end, "#", int.Parse(_text.AsSpan(_at + 1, end - _at - 1), CultureInfo.InvariantCulture));
                return true;
            }

            while (end < _text.Length && (IsWordPart(_text[end]) || _text[end] == '-')) end++;
            if (end == _at + 1) return false;
            Add(TokenKind.Hashtag, end, Fold.Text(_text.AsSpan(_at + 1, end - _at - 1)));
            return true;
        }

        private void Emoji()
        {
            var end = _at;
            while (end < _text.Length)
            {
                var c = _text[end];
                if (char.IsHighSurrogate(c) && end + 1 < _text.Length && char.IsLowSurrogate(_text[end + 1])) end += 2;
                else if (c is '\u200D' or '\uFE0F' || (char.IsSurrogate(c) && end == _at) || (end == _at && !char.IsSurrogate(c))) end++;
                else break;
                if (end - _at >= 32) break;
            }

            Add(TokenKind.Emoji, end, WordPool.Get(_text.AsSpan(_at, end - _at)));
        }
    }
}
