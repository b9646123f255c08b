using System.Globalization;
using PmBot.Nlu.Dates;

namespace PmBot.Nlu.Tests.Dates;

/// <summary>Spanish dates by family, seen from Wednesday, 11 March 2026, half past ten.</summary>
public sealed partial class SpanishDatesTests
{
    private static readonly DateTime Now = new(2026, 3, 11, 10, 30, 0);

    [Theory]
    [InlineData("La demo pasa al 4 de mayo", "4 de mayo", "date", "XXXX-05-04 value=2025-05-04 | XXXX-05-04 value=2026-05-04")]
    [InlineData("Firmamos el contrato el 18 de noviembre de 2027", "18 de noviembre de 2027", "date", "2027-11-18 value=2027-11-18")]
    [InlineData("Cierra el primero de junio", "primero de junio", "date", "XXXX-06-01 value=2025-06-01 | XXXX-06-01 value=2026-06-01")]
    [InlineData("La auditoría quedó para el 7/9", "7/9", "date", "XXXX-09-07 value=2025-09-07 | XXXX-09-07 value=2026-09-07")]
    [InlineData("Salida a producción: 2026-10-05", "2026-10-05", "date", "2026-10-05 value=2026-10-05")]
    [InlineData("El corte es el 12 del 8", "12 del 8", "date", "XXXX-08-12 value=2025-08-12 | XXXX-08-12 value=2026-08-12")]
    [InlineData("Nos vemos el dos de abril de dos mil treinta", "dos de abril de dos mil treinta", "date", "2030-04-02 value=2030-04-02")]
    [InlineData("Pásalo a hoy", "hoy", "date", "2026-03-11 value=2026-03-11")]
    [InlineData("Lo vemos pasado mañana", "pasado mañana", "date", "2026-03-13 value=2026-03-13")]
    [InlineData("Lo hice anteayer", "anteayer", "date", "2026-03-09 value=2026-03-09")]
    [InlineData("Quedó listo antier", "antier", "date", "2026-03-09 value=2026-03-09")]
    [InlineData("Revisión el jueves", "jueves", "date", "XXXX-WXX-4 value=2026-03-05 | XXXX-WXX-4 value=2026-03-12")]
    [InlineData("Revisión el próximo jueves", "próximo jueves", "date", "2026-03-19 value=2026-03-19")]
    [InlineData("Eso fue el lunes pasado", "lunes pasado", "date", "2026-03-02 value=2026-03-02")]
    [InlineData("Arrancamos el martes que viene", "martes que viene", "date", "2026-03-17 value=2026-03-17")]
    [InlineData("Te aviso este sábado", "este sábado", "date", "2026-03-14 value=2026-03-14")]
    [InlineData("Reunión el vie 20", "vie 20", "date", "XXXX-WXX-5 value=2026-02-20 | XXXX-WXX-5 value=2026-03-20")]
    [InlineData("La retro es el lunes de la próxima semana", "lunes de la próxima semana", "date", "2026-03-16 value=2026-03-16")]
    [InlineData("La semana que viene el miercoles", "La semana que viene el miercoles", "date", "2026-03-18 value=2026-03-18")]
    [InlineData("Se paga el último viernes de abril", "el último viernes de abril", "date", "XXXX-04-WXX-5-#4 value=2025-04-25 | XXXX-04-WXX-5-#4 value=2026-04-24")]
    [InlineData("Toca el primer lunes del mes", "el primer lunes del mes", "date", "XXXX-03-WXX-1-#1 value=2026-03-02")]
    [InlineData("El informe vence el 28", "28", "date", "XXXX-XX-28 value=2026-02-28 | XXXX-XX-28 value=2026-03-28")]
    [InlineData("El 15 del mes que viene hay cierre", "15 del mes que viene", "date", "2026-04-15 value=2026-04-15")]
    [InlineData("Cerramos por Navidad", "Navidad", "date", "XXXX-12-25 value=2025-12-25 | XXXX-12-25 value=2026-12-25")]
    [InlineData("El Viernes Santo de 2027 no hay guardia", "Viernes Santo de 2027", "date", "2027-03-26 value=2027-03-26")]
    [InlineData("Hace tres días que falla", "Hace tres días", "date", "2026-03-08 value=2026-03-08")]
    [InlineData("Listo en dos semanas", "en dos semanas", "date", "2026-03-25 value=2026-03-25")]
    [InlineData("Dos días después lo reabrieron", "Dos días después", "date", "2026-03-13 value=2026-03-13")]
    [InlineData("Una semana antes de Nochebuena", "Una semana antes de Nochebuena", "date", "2026-12-17 value=2026-12-17")]
    [InlineData("Daily a las 9:15", "9:15", "time", "T09:15 value=09:15:00 | T21:15 value=21:15:00")]
    [InlineData("Daily a las 3 de la tarde", "3 de la tarde", "time", "T15 value=15:00:00")]
    [InlineData("Llamada a las siete y media", "siete y media", "time", "T07:30 value=07:30:00 | T19:30 value=19:30:00")]
    [InlineData("Llamada a las ocho menos cuarto de la noche", "ocho menos cuarto de la noche", "time", "T19:45 value=19:45:00")]
    [InlineData("Sube a las 15hs", "15hs", "time", "T15 value=15:00:00")]
    [InlineData("Backup a las 23 h", "23 h", "time", "T23 value=23:00:00")]
    [InlineData("Comemos al mediodía", "mediodía", "time", "T12 value=12:00:00")]
    [InlineData("El job corre a medianoche", "medianoche", "time", "T00 value=00:00:00")]
    [InlineData("Quedamos a las 12 del mediodía", "12 del mediodía", "time", "T12 value=12:00:00")]
    [InlineData("Cuarto para las diez", "Cuarto para las diez", "time", "T09:45 value=09:45:00 | T21:45 value=21:45:00")]
    [InlineData("Mañana a las 9", "Mañana a las 9", "datetime", "2026-03-12T09 value=2026-03-12 09:00:00 | 2026-03-12T21 value=2026-03-12 21:00:00")]
    [InlineData("El viernes a las 5 de la tarde", "viernes a las 5 de la tarde", "datetime", "XXXX-WXX-5T17 value=2026-03-06 17:00:00 | XXXX-WXX-5T17 value=2026-03-13 17:00:00")]
    [InlineData("A las 6pm del lunes", "6pm del lunes", "datetime", "XXXX-WXX-1T18 value=2026-03-09 18:00:00 | XXXX-WXX-1T18 value=2026-03-16 18:00:00")]
    [InlineData("Esta noche a las 8", "Esta noche a las 8", "datetime", "2026-03-11T20 value=2026-03-11 20:00:00")]
    [InlineData("En 20 minutos te llamo", "En 20 minutos", "datetime", "2026-03-11T10:50:00 value=2026-03-11 10:50:00")]
    [InlineData("Hace 2 horas cayó", "Hace 2 horas", "datetime", "2026-03-11T08:30:00 value=2026-03-11 08:30:00")]
    [InlineData("Entrégalo al final del día", "al final del día", "datetime", "2026-03-11T23:59:59 value=2026-03-11 23:59:59")]
    [InlineData("Ahora mismo", "Ahora mismo", "datetime", "PRESENT_REF value=2026-03-11 10:30:00")]
    [InlineData("Trabajo de 9 a 18", "de 9 a 18", "timerange", "(T09,T18,PT9H) start=09:00:00 end=18:00:00")]
    [InlineData("Bloqueado entre las 3 y las 5 de la tarde", "entre las 3 y las 5 de la tarde", "timerange", "(T15,T17,PT2H) start=15:00:00 end=17:00:00")]
    [InlineData("Mañana de 10 a 11 hs", "Mañana de 10 a 11 hs", "datetimerange", "(2026-03-12T10,2026-03-12T11,PT1H) start=2026-03-12 10:00:00 end=2026-03-12 11:00:00 | (2026-03-12T22,2026-03-12T23,PT1H) start=2026-03-12 22:00:00 end=2026-03-12 23:00:00")]
    [InlineData("Por la mañana", "Por la mañana", "timerange", "TMO start=08:00:00 end=12:00:00")]
    [InlineData("Mañana por la tarde", "Mañana por la tarde", "datetimerange", "2026-03-12TEV start=2026-03-12 16:00:00 end=2026-03-12 20:00:00")]
    [InlineData("El martes en la noche", "martes en la noche", "datetimerange", "XXXX-WXX-2TNI start=2026-03-10 20:00:00 end=2026-03-10 23:59:59 | XXXX-WXX-2TNI start=2026-03-17 20:00:00 end=2026-03-17 23:59:59")]
    [InlineData("Esta tarde", "Esta tarde", "datetimerange", "2026-03-11TEV start=2026-03-11 16:00:00 end=2026-03-11 20:00:00")]
    [InlineData("Anoche falló", "Anoche", "datetimerange", "2026-03-10TNI start=2026-03-10 20:00:00 end=2026-03-10 23:59:59")]
    [InlineData("La tarde del 3 de junio", "tarde del 3 de junio", "datetimerange", "XXXX-06-03TEV start=2025-06-03 16:00:00 end=2025-06-03 20:00:00 | XXXX-06-03TEV start=2026-06-03 16:00:00 end=2026-06-03 20:00:00")]
    [InlineData("De madrugada no", "madrugada", "timerange", "TDA start=04:00:00 end=08:00:00")]
    [InlineData("Esta semana", "Esta semana", "daterange", "2026-W11 start=2026-03-09 end=2026-03-16")]
    [InlineData("La semana pasada", "La semana pasada", "daterange", "2026-W10 start=2026-03-02 end=2026-03-09")]
    [InlineData("El mes que viene", "El mes que viene", "daterange", "2026-04 start=2026-04-01 end=2026-05-01")]
    [InlineData("El año pasado", "El año pasado", "daterange", "2025 start=2025-01-01 end=2026-01-01")]
    [InlineData("Este finde", "Este finde", "daterange", "2026-W11-WE start=2026-03-14 end=2026-03-16")]
    [InlineData("El próximo fin de semana", "El próximo fin de semana", "daterange", "2026-W12-WE start=2026-03-21 end=2026-03-23")]
    [InlineData("En mayo", "mayo", "daterange", "XXXX-05 start=2025-05-01 end=2025-06-01 | XXXX-05 start=2026-05-01 end=2026-06-01")]
    [InlineData("Marzo de 2027", "Marzo de 2027", "daterange", "2027-03 start=2027-03-01 end=2027-04-01")]
    [InlineData("El tercer mes de 2027", "El tercer mes de 2027", "daterange", "2027-03 start=2027-03-01 end=2027-04-01")]
    [InlineData("La primera semana de julio", "La primera semana de julio", "daterange", "XXXX-07-W01 start=2025-06-30 end=2025-07-07 | XXXX-07-W01 start=2026-06-29 end=2026-07-06")]
    [InlineData("Semana 30", "Semana 30", "daterange", "2026-W30 start=2026-07-20 end=2026-07-27")]
    [InlineData("La semana del 6 de abril", "La semana del 6 de abril", "daterange", "XXXX-04-06 start=2025-03-31 end=2025-04-07 | XXXX-04-06 start=2026-04-06 end=2026-04-13")]
    [InlineData("Segundo trimestre", "Segundo trimestre", "daterange", "(XXXX-04-01,XXXX-07-01,P3M) start=2025-04-01 end=2025-07-01 | (XXXX-04-01,XXXX-07-01,P3M) start=2026-04-01 end=2026-07-01")]
    [InlineData("El cuarto trimestre de 2026", "El cuarto trimestre de 2026", "daterange", "(2026-10-01,2027-01-01,P3M) start=2026-10-01 end=2027-01-01")]
    [InlineData("T3 2026", "T3 2026", "daterange", "(2026-07-01,2026-10-01,P3M) start=2026-07-01 end=2026-10-01")]
    [InlineData("Este semestre", "Este semestre", "daterange", "(2026-01-01,2026-07-01,P6M) start=2026-01-01 end=2026-07-01")]
    [InlineData("Primer semestre de 2027", "Primer semestre de 2027", "daterange", "(2027-01-01,2027-07-01,P6M) start=2027-01-01 end=2027-07-01")]
    [InlineData("El año fiscal 2027", "año fiscal 2027", "daterange", "FY2027 value=not resolved")]
    [InlineData("Los años ochenta", "Los años ochenta", "daterange", "(XX80-01-01,XX90-01-01,P10Y) start=1980-01-01 end=1990-01-01 | (XX80-01-01,XX90-01-01,P10Y) start=2080-01-01 end=2090-01-01")]
    [InlineData("A principios de abril", "principios de abril", "daterange", "XXXX-04 Mod=start start=2025-04-01 end=2025-04-16 | XXXX-04 Mod=start start=2026-04-01 end=2026-04-16")]
    [InlineData("A mediados de este mes", "mediados de este mes", "daterange", "2026-03 Mod=mid start=2026-03-10 end=2026-03-21")]
    [InlineData("A finales de 2026", "finales de 2026", "daterange", "2026 Mod=end start=2026-09-01 end=2027-01-01")]
    [InlineData("Más tarde esta semana", "Más tarde esta semana", "daterange", "2026-W11 start=2026-03-12 end=2026-03-16")]
    [InlineData("El resto del mes", "resto del mes", "daterange", "(2026-03-11,2026-03-31,P20D) start=2026-03-11 end=2026-03-31")]
    [InlineData("Los últimos 10 días", "últimos 10 días", "daterange", "(2026-03-01,2026-03-11,P10D) start=2026-03-01 end=2026-03-11")]
    [InlineData("Próximas 3 semanas", "Próximas 3 semanas", "daterange", "(2026-03-12,2026-04-02,P3W) start=2026-03-12 end=2026-04-02")]
    [InlineData("En los próximos 15 minutos", "próximos 15 minutos", "datetimerange", "(2026-03-11T10:30:00,2026-03-11T10:45:00,PT15M) start=2026-03-11 10:30:00 end=2026-03-11 10:45:00")]
    [InlineData("Los primeros dos meses de 2027", "Los primeros dos meses de 2027", "daterange", "(2027-01-01,2027-03-01,P2M) start=2027-01-01 end=2027-03-01")]
    [InlineData("Dentro de 5 días", "Dentro de 5 días", "daterange", "(2026-03-11,2026-03-16,P5D) start=2026-03-11 end=2026-03-16")]
    [InlineData("Del 4 al 8 de mayo", "Del 4 al 8 de mayo", "daterange", "(XXXX-05-04,XXXX-05-08,P4D) start=2025-05-04 end=2025-05-08 | (XXXX-05-04,XXXX-05-08,P4D) start=2026-05-04 end=2026-05-08")]
    [InlineData("Desde el 28 de abril hasta el 2 de mayo de 2027", "Desde el 28 de abril hasta el 2 de mayo de 2027", "daterange", "(2027-04-28,2027-05-02,P4D) start=2027-04-28 end=2027-05-02")]
    [InlineData("Entre abril y junio", "Entre abril y junio", "daterange", "(XXXX-04-01,XXXX-06-01,P2M) start=2025-04-01 end=2025-06-01 | (XXXX-04-01,XXXX-06-01,P2M) start=2026-04-01 end=2026-06-01")]
    [InlineData("De lunes a viernes", "De lunes a viernes", "daterange", "(XXXX-WXX-1,XXXX-WXX-5,P4D) start=2026-03-09 end=2026-03-13 | (XXXX-WXX-1,XXXX-WXX-5,P4D) start=2026-03-16 end=2026-03-20")]
    [InlineData("La próxima semana de martes a jueves", "La próxima semana de martes a jueves", "daterange", "(2026-03-17,2026-03-19,P2D) start=2026-03-17 end=2026-03-19")]
    [InlineData("Entre 2024 y 2026", "Entre 2024 y 2026", "daterange", "(2024-01-01,2026-01-01,P2Y) start=2024-01-01 end=2026-01-01")]
    [InlineData("Antes del viernes", "Antes del viernes", "daterange", "XXXX-WXX-5 Mod=before end=2026-03-06 | XXXX-WXX-5 Mod=before end=2026-03-13")]
    [InlineData("Después del 10 de mayo", "Después del 10 de mayo", "daterange", "XXXX-05-10 Mod=after start=2025-05-10 | XXXX-05-10 Mod=after start=2026-05-10")]
    [InlineData("A partir del lunes", "A partir del lunes", "daterange", "XXXX-WXX-1 Mod=since start=2026-03-09 | XXXX-WXX-1 Mod=since start=2026-03-16")]
    [InlineData("Hasta el 30 de junio", "Hasta el 30 de junio", "daterange", "XXXX-06-30 Mod=before end=2025-06-30 | XXXX-06-30 Mod=before end=2026-06-30")]
    [InlineData("Desde febrero", "Desde febrero", "daterange", "XXXX-02 Mod=since start=2026-02-01 | XXXX-02 Mod=since start=2027-02-01")]
    [InlineData("A más tardar el martes", "A más tardar el martes", "daterange", "XXXX-WXX-2 Mod=before end=2026-03-10 | XXXX-WXX-2 Mod=before end=2026-03-17")]
    [InlineData("2025 y después", "2025 y después", "daterange", "2025 Mod=since start=2025-01-01")]
    [InlineData("El jueves después de las 4 de la tarde", "jueves después de las 4 de la tarde", "datetimerange", "XXXX-WXX-4T16 Mod=after start=2026-03-05 16:00:00 | XXXX-WXX-4T16 Mod=after start=2026-03-12 16:00:00")]
    [InlineData("Antes de las 11am", "Antes de las 11am", "timerange", "T11 Mod=before end=11:00:00")]
    [InlineData("Alrededor de las 5", "Alrededor de las 5", "time", "T05 Mod=approx value=05:00:00 | T17 Mod=approx value=17:00:00")]
    [InlineData("Son 45 minutos", "45 minutos", "duration", "PT45M value=2700")]
    [InlineData("Duró hora y media", "hora y media", "duration", "PT1.5H value=5400")]
    [InlineData("Dos días y tres horas", "Dos días y tres horas", "duration", "P2DT3H value=183600")]
    [InlineData("Más de tres semanas", "Más de tres semanas", "duration", "P3W Mod=more value=1814400")]
    [InlineData("Menos de 10 minutos", "Menos de 10 minutos", "duration", "PT10M Mod=less value=600")]
    [InlineData("Un par de días", "Un par de días", "duration", "P2D value=172800")]
    [InlineData("Todo el día", "Todo el día", "duration", "P1D value=86400")]
    [InlineData("Un cuarto de hora", "Un cuarto de hora", "duration", "PT15M value=900")]
    [InlineData("Cada lunes a las 9", "Cada lunes a las 9", "set", "XXXX-WXX-1T09 value=not resolved")]
    [InlineData("Todos los viernes", "Todos los viernes", "set", "XXXX-WXX-5 value=not resolved")]
    [InlineData("Cada dos semanas", "Cada dos semanas", "set", "P2W value=not resolved")]
    [InlineData("Todos los días a las 8 de la mañana", "Todos los días a las 8 de la mañana", "set", "T08 value=not resolved")]
    [InlineData("Diariamente", "Diariamente", "set", "P1D value=not resolved")]
    [InlineData("Quincenal", "Quincenal", "set", "P2W value=not resolved")]
    [InlineData("Una vez al mes", "Una vez al mes", "set", "P1M value=not resolved")]
    [InlineData("Todas las noches a las 11", "Todas las noches a las 11", "set", "T23 value=not resolved")]
    [InlineData("Corre a las 3 pm PST", "3 pm PST", "time", "T15 timezone=UTC-08:00 timezoneText=pst utcOffsetMins=-480 value=15:00:00")]
    [InlineData("Paga el último día del mes", "el último día del mes", "date", "2026-03-31 value=2026-03-31")]
    [InlineData("Entrega al final de mañana", "al final de mañana", "datetime", "2026-03-12T23:59:59 value=2026-03-12 23:59:59")]
    [InlineData("Vence el 23/7 de 2027", "23/7 de 2027", "date", "2027-07-23 value=2027-07-23")]
    [InlineData("Festivo el próximo mes de mayo", "el próximo mes de mayo", "daterange", "2026-05 start=2026-05-01 end=2026-06-01")]
    [InlineData("Anoche entre las 7 y las 9:30 se cayó", "Anoche entre las 7 y las 9:30", "datetimerange", "(2026-03-10T19,2026-03-10T21:30,PT2H30M) start=2026-03-10 19:00:00 end=2026-03-10 21:30:00")]
    [InlineData("Va por el 3-5 de mayo", "3-5 de mayo", "daterange", "(XXXX-05-03,XXXX-05-05,P2D) start=2025-05-03 end=2025-05-05 | (XXXX-05-03,XXXX-05-05,P2D) start=2026-05-03 end=2026-05-05")]
    public void Spanish_text_is_read_as(string text, string span, string type, string values)
    {
        var found = DateTimeRecognizer.Recognize(text, "es", Now).ShouldHaveSingleItem();
        found.Text.ShouldBe(span);
        found.Type.ShouldBe(type);
        text[found.Start..found.End].ShouldBe(span);
        string.Join(" | ", found.Resolution.Select(Line)).ShouldBe(values);
    }

    [Theory]
    [InlineData("Lo vemos el lunes o el jueves a las 5 de la tarde", "lunes", "jueves a las 5 de la tarde")]
    [InlineData("Llegué ayer y me voy pasado mañana", "ayer", "pasado mañana")]
    [InlineData("Dos horas el próximo mes", "Dos horas", "el próximo mes")]
    [InlineData("Esta semana a las 9 am", "Esta semana", "9 am")]
    public void Several_dates_are_read_one_by_one(string text, string first, string second) =>
        DateTimeRecognizer.Recognize(text, "es", Now).Select(r => r.Text).ShouldBe([first, second]);

    [Theory]
    [InlineData("Buenas tardes a todos")]
    [InlineData("Buenos días")]
    [InlineData("Que tengas una buena semana")]
    [InlineData("La versión 4.5 ya salió")]
    [InlineData("Llama al 555-1234")]
    [InlineData("Son 2000 pesos")]
    [InlineData("La tarea 42 es mía")]
    [InlineData("El tercer intento falló")]
    [InlineData("Me da igual una cosa u otra")]
    [InlineData("El set de pruebas está roto")]
    [InlineData("Es muy tarde para eso")]
    [InlineData("Mi equipo y tu equipo")]
    public void Words_that_only_look_like_dates_are_left_alone(string text) => DateTimeRecognizer.Recognize(text, "es", Now).ShouldBeEmpty();

    [Theory]
    [InlineData("el miercoles a las 7 y media", "el miércoles a las 7 y media")]
    [InlineData("pasado manana", "pasado mañana")]
    [InlineData("el proximo sabado", "el próximo sábado")]
    [InlineData("el ultimo ano", "el último año")]
    [InlineData("la semana q viene", "la semana que viene")]
    [InlineData("15 de setiembre", "15 de septiembre")]
    [InlineData("A LAS 3 DE LA TARDE", "a las 3 de la tarde")]
    public void Hasty_spelling_means_the_same(string hasty, string careful)
    {
        static string Read(string text) => string.Join(" ; ", DateTimeRecognizer.Recognize(text, "es", Now).Select(r => string.Join(" | ", r.Resolution.Select(Line))));
        Read(hasty).ShouldNotBeEmpty();
        Read(hasty).ShouldBe(Read(careful));
    }

    [Fact]
    public void Day_and_month_change_places_on_request()
    {
        DateTimeRecognizer.Recognize("el 3/4", "es", Now)[0].Timex.ShouldBe("XXXX-04-03");
        DateTimeRecognizer.Recognize("el 3/4", "es", Now, dayFirst: false)[0].Timex.ShouldBe("XXXX-03-04");
    }

    private static string Line(IReadOnlyDictionary<string, string> value) =>
        string.Join(' ', value.Where(p => p.Key is not ("type" or "sourceEntity")).Select(p => p.Key == "timex" ? p.Value : string.Create(CultureInfo.InvariantCulture, $"{p.Key}={p.Value}")));
}
