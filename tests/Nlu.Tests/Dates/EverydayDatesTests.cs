using PmBot.Nlu.Dates;
using PmBot.Nlu.Text;

namespace PmBot.Nlu.Tests.Dates;

/// <summary>Tuesday, 3 March 2026, 9:30.</summary>
public sealed class EverydayDatesTests
{
    [Theory]
    [InlineData("hoy", "2026-03-03")]
    [InlineData("para manana", "2026-03-04")]
    [InlineData("pasado mañana", "2026-03-05")]
    [InlineData("ayer", "2026-03-02")]
    [InlineData("the day after tomorrow", "2026-03-05")]
    [InlineData("el viernes", "2026-03-06")]
    [InlineData("este viernes", "2026-03-06")]
    [InlineData("el martes", "2026-03-10")]
    [InlineData("el próximo martes", "2026-03-10")]
    [InlineData("martes que viene", "2026-03-10")]
    [InlineData("next Friday", "2026-03-13")]
    [InlineData("this Friday", "2026-03-06")]
    [InlineData("el viernes de la próxima semana", "2026-03-13")]
    [InlineData("para el viernez", "2026-03-06")]
    [InlineData("by wed", "2026-03-04")]
    [InlineData("el lun", "2026-03-09")]
    [InlineData("en 3 días", "2026-03-06")]
    [InlineData("dentro de dos semanas", "2026-03-17")]
    [InlineData("a week from now", "2026-03-10")]
    [InlineData("in a couple of days", "2026-03-05")]
    [InlineData("en un mes", "2026-04-03")]
    [InlineData("in 2 hours", "2026-03-03T11:30")]
    [InlineData("fin de mes", "2026-03-31")]
    [InlineData("a finales de abril", "2026-04-30")]
    [InlineData("end of next month", "2026-04-30")]
    [InlineData("la quincena", "2026-03-15")]
    [InlineData("15 de marzo de 2027", "2027-03-15")]
    [InlineData("2 de marzo", "2027-03-02")]
    [InlineData("March 15th", "2026-03-15")]
    [InlineData("the 15th of April", "2026-04-15")]
    [InlineData("el 15", "2026-03-15")]
    [InlineData("el 2", "2026-04-02")]
    [InlineData("el 31 de febrero", "")]
    [InlineData("31/2", "")]
    [InlineData("29 de febrero", "2028-02-29")]
    [InlineData("3/4", "2026-04-03")]
    [InlineData("3-4-26", "2026-04-03")]
    [InlineData("2026-03-15", "2026-03-15")]
    [InlineData("2026-03-15T17:00", "2026-03-15T17:00")]
    [InlineData("a las 5 de la tarde", "2026-03-03T17:00")]
    [InlineData("a las 5", "2026-03-03T17:00")]
    [InlineData("8am", "2026-03-04T08:00")]
    [InlineData("17:30", "2026-03-03T17:30")]
    [InlineData("mediodía", "2026-03-03T12:00")]
    [InlineData("mañana a las 9 y media", "2026-03-04T09:30")]
    [InlineData("mañana por la mañana", "2026-03-04T09:00")]
    [InlineData("el lunes a primera hora", "2026-03-09T09:00")]
    [InlineData("March 15th at 5pm", "2026-03-15T17:00")]
    [InlineData("a las 5 del viernes", "2026-03-06T17:00")]
    [InlineData("viernes 13 de marzo", "2026-03-13")]
    [InlineData("antes del viernes", "..2026-03-05 2026-03-06")]
    [InlineData("esta semana", "2026-03-02..2026-03-08")]
    [InlineData("la próxima semana", "2026-03-09..2026-03-15")]
    [InlineData("la otra semana", "2026-03-09..2026-03-15")]
    [InlineData("el fin de semana", "2026-03-07..2026-03-08")]
    [InlineData("next month", "2026-04-01..2026-04-30")]
    [InlineData("del 3 al 8 de abril", "2026-04-03..2026-04-08")]
    [InlineData("entre el lunes y el viernes", "2026-03-09..2026-03-13")]
    [InlineData("cada lunes a las 9", "XXXX-WXX-1T09 2026-03-09T09:00")]
    [InlineData("todos los días", "P1D")]
    [InlineData("every other week", "P2W")]
    [InlineData("each Friday at 4pm", "XXXX-WXX-5T16 2026-03-06T16:00")]
    [InlineData("cada dos semanas", "P2W")]
    [InlineData("antes de Navidad", "2026-12-25")]
    [InlineData("after Thanksgiving", "2026-11-26")]
    [InlineData("en el Q3 de 2026", "2026-07-01..2026-09-30")]
    [InlineData("el próximo trimestre", "2026-04-01..2026-06-30")]
    [InlineData("by the last Friday of the month", "2026-03-27")]
    [InlineData("the first Monday of the month", "2026-04-06")]
    [InlineData("before the second Tuesday of May", "2026-05-12")]
    [InlineData("the last day of the quarter", "2026-03-31")]
    [InlineData("the first business day of next month", "2026-04-01")]
    [InlineData("the end of the quarter", "2026-02-15..2026-03-31")]
    [InlineData("a week from Monday", "2026-03-16")]
    [InlineData("a week from Tuesday", "2026-03-17")]
    [InlineData("for two weeks from Monday", "2026-03-09..2026-03-22")]
    [InlineData("3 days before Easter", "2026-04-02")]
    [InlineData("the Monday after next", "2026-03-16")]
    [InlineData("the week after next", "2026-03-16..2026-03-22")]
    [InlineData("in 2 business days", "2026-03-05")]
    [InlineData("in a fortnight", "2026-03-17")]
    [InlineData("eod Friday", "2026-03-06")]
    [InlineData("early next week", "2026-03-09..2026-03-11")]
    [InlineData("the rest of the week", "2026-03-03..2026-03-08")]
    [InlineData("mid-March", "2026-03-15")]
    public void Find_reads_everyday_dates(string text, string expected) => Read(text, dayFirst: true).ShouldBe(expected);

    [Theory]
    [InlineData("2 horas")]
    [InlineData("revisar mar y sol")]
    [InlineData("la 7")]
    [InlineData("compra 3 cosas")]
    [InlineData("versión 3.5")]
    [InlineData("por la tarea")]
    [InlineData("i may do it")]
    [InlineData("the first draft of the plan")]
    [InlineData("the rest of the tasks")]
    [InlineData("5 days before the release")]
    [InlineData("comprar dominio")]
    public void Find_reads_no_dates_where_there_are_none(string text) => Read(text, dayFirst: true).ShouldBe("");

    [Fact]
    public void Find_reads_the_month_first_where_people_write_so() => Read("3/4", dayFirst: false).ShouldBe("2027-03-04".Replace("2027", "2026", StringComparison.Ordinal));

    [Fact]
    public void Spans_cover_the_words_of_the_date()
    {
        var date = TestNlu.Read("reunión el próximo martes a las 5 de la tarde, sala 2").Entities.Single(e => e.Type == EntityType.Date);
        date.Text.ShouldBe("el próximo martes a las 5 de la tarde");
        date.Start.ShouldBe(8);
    }

    private static string Read(string text, bool dayFirst) => string.Join(' ', new EverydayDates()
        .Find(Tokenizer.Tokenize(text), TestNlu.Context() with { DayFirst = dayFirst })
        .Select(e => TestNlu.Show(e.Value)));
}
