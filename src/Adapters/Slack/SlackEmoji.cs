using System.Collections.Frozen;
using System.Text;

namespace PmBot.Adapters.Slack;

/// <summary>Slack writes a picture as its name, <c>:+1:</c>; the ones that people answer with, and put into titles, are read as the characters that they are.</summary>
/// <remarks>Others stay as they are written: many are of a workspace's own, and have no character.</remarks>
internal static class SlackEmoji
{
    private static readonly FrozenDictionary<string, string> Known = """
        +1 👍 thumbsup 👍 -1 👎 thumbsdown 👎 ok_hand 👌 ok 🆗 white_check_mark ✅ heavy_check_mark ✔️ ballot_box_with_check ☑️ x ❌ negative_squared_cross_mark ❎ no_entry_sign 🚫 no_entry ⛔
        100 💯 raised_hands 🙌 saluting_face 🫡 tada 🎉 partying_face 🥳 confetti_ball 🎊 clap 👏 muscle 💪 rocket 🚀 grinning 😀 smile 😄 smiley 😃 grin 😁 blush 😊 slightly_smiling_face 🙂 wink 😉
        heart_eyes 😍 star-struck 🤩 heart ❤️ green_heart 💚 blue_heart 💙 purple_heart 💜 yellow_heart 💛 orange_heart 🧡 sunglasses 😎 fire 🔥 pray 🙏 joy 😂 rolling_on_the_floor_laughing 🤣 sweat_smile 😅
        hugging_face 🤗 star ⭐ star2 🌟 sparkles ✨ cry 😢 sob 😭 rage 😡 angry 😠 disappointed 😞 weary 😩 triumph 😤 facepalm 🤦 face_palm 🤦 broken_heart 💔 pensive 😔 worried 😟 tired_face 😫 face_with_rolling_eyes 🙄
        scream 😱 thinking_face 🤔 confused 😕 shrug 🤷 question ❓ grey_question ❔ exclamation ❗ heavy_exclamation_mark ❗ face_with_monocle 🧐 neutral_face 😐 upside_down_face 🙃 wave 👋 eyes 👀 point_up ☝️
        point_right 👉 point_left 👈 handshake 🤝 crossed_fingers 🤞 v ✌️ warning ⚠️ rotating_light 🚨 bug 🐛 wrench 🔧 hammer 🔨 gear ⚙️ lock 🔒 key 🔑 bulb 💡 memo 📝 pencil 📝 pencil2 ✏️ calendar 📅 date 📅 spiral_calendar_pad 🗓️
        clock1 🕐 alarm_clock ⏰ hourglass ⌛ hourglass_flowing_sand ⏳ stopwatch ⏱️ phone ☎️ telephone_receiver 📞 email 📧 envelope ✉️ paperclip 📎 pushpin 📌 link 🔗 mag 🔍 chart_with_upwards_trend 📈 chart_with_downwards_trend 📉
        bar_chart 📊 package 📦 truck 🚚 moneybag 💰 credit_card 💳 shopping_trolley 🛒 gift 🎁 trophy 🏆 medal 🏅 dart 🎯 checkered_flag 🏁 construction 🚧 zap ⚡ boom 💥 poop 💩 skull 💀 robot_face 🤖 computer 💻 iphone 📱
        red_circle 🔴 large_blue_circle 🔵 large_green_circle 🟢 large_yellow_circle 🟡 large_orange_circle 🟠 white_circle ⚪ black_circle ⚫ arrow_right ➡️ arrow_left ⬅️ arrow_up ⬆️ arrow_down ⬇️ recycle ♻️ soon 🔜 new 🆕 sos 🆘
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToFrozenDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    private const string Tone = "::skin-tone-";
    private const int LongestName = 40;

    /// <summary>The text with characters for the names that it has.</summary>
    public static string Read(string text)
    {
        if (!text.Contains(':', StringComparison.Ordinal)) return text;
        var read = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            if (Length(text, at) is > 0 and var length)
            {
                read.Append(Known[text[(at + 1)..(at + length - 1)]]);
                at += length;
                // The tone of somebody's skin says nothing more.
                if (string.CompareOrdinal(text, at - 1, Tone, 0, Tone.Length) == 0 && text.IndexOf(':', at + Tone.Length - 1) is > 0 and var end && end <= at + Tone.Length) at = end + 1;
                continue;
            }

            read.Append(text[at++]);
        }

        return read.ToString();
    }

    /// <summary>How long the name of a picture is that begins here, colons and all; 0 where none does, as in "10:100:3".</summary>
    private static int Length(string text, int at)
    {
        if (text[at] != ':' || (at > 0 && char.IsLetterOrDigit(text[at - 1]))) return 0;
        var end = text.IndexOf(':', at + 1, Math.Min(LongestName + 1, text.Length - at - 1));
        return end > at + 1 && Known.ContainsKey(text[(at + 1)..end]) && (end + 1 == text.Length || !char.IsLetterOrDigit(text[end + 1])) ? end + 1 - at : 0;
    }
}
