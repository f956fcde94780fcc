var app = WebApplication.CreateBuilder(args).Build();
app.Run();

/// <summary>The entry point, public so that tests can start the whole product in process.</summary>
public partial class Program;
