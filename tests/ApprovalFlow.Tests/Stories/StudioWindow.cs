using ApprovalFlow.Tests.Support;
using Microsoft.Playwright;

namespace ApprovalFlow.Tests.Stories;

/// <summary>Elsa Studio in a real browser, worked with the mouse as a person does.</summary>
internal sealed class StudioWindow(IPage page)
{
    private const float Starting = 90_000;

    public IPage Page => page;

    /// <summary>Opens the designer and waits until the drawing is there.</summary>
    public async Task OpenAsync(string address)
    {
        await page.GotoAsync(address);
        await page.Locator(".x6-node").First.WaitForAsync(new() { Timeout = Starting });
        await page.Locator(".mud-expand-panel-header").First.WaitForAsync(new() { Timeout = Starting });
    }

    /// <summary>Opens a running competition on its drawing and waits until it shows where it stands.</summary>
    public async Task OpenViewerAsync(string address)
    {
        await page.GotoAsync(address);
        await page.Locator(".x6-node[data-standing='active']").First.WaitForAsync(new() { Timeout = Starting });
    }

    /// <summary>The activities that are drawn as done, active or skipped, once there are any: the studio draws all of them anew now and then.</summary>
    public async Task<IReadOnlyList<string>> StandingAtAsync(string standing)
    {
        for (var look = 0; ; look++)
        {
            var ids = await page.Locator($".x6-node[data-standing='{standing}']").EvaluateAllAsync<string[]>("nodes => nodes.map(n => n.dataset.cellId)");
            if (ids.Length > 0 || look == 50) return ids;
            await page.WaitForTimeoutAsync(100);
        }
    }

    /// <summary>Turns the wheel until more of the drawing is in view.</summary>
    public async Task ZoomOutAsync(int turns)
    {
        var canvas = await CanvasAsync();
        await page.Mouse.MoveAsync(canvas.X + canvas.Width / 2, canvas.Y + canvas.Height / 2);
        for (var turn = 0; turn < turns; turn++) await page.Mouse.WheelAsync(0, 100);
    }

    /// <summary>What the strip above the canvas says is wrong.</summary>
    public async Task<string> FindingsAsync() => await page.Locator("#studio-findings").TextContentAsync() ?? "";

    /// <summary>Drags the stage from the toolbox onto a place of the canvas (shares of its width and height); returns the new activity's id.</summary>
    public async Task<string> DropAsync(string category, string stage, float x, float y)
    {
        var before = await IdsAsync();
        await page.Locator(".mud-expand-panel-header", new() { HasText = category }).ClickAsync();
        var tool = page.Locator("[draggable=true]", new() { HasText = stage }).First;
        var from = await AtRestAsync(tool);
        var canvas = await CanvasAsync();
        await page.Mouse.MoveAsync(from.X + 20, from.Y + 12);
        await SavingAsync(async () =>
        {
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(from.X + 60, from.Y + 12, new() { Steps = 4 });
            await page.Mouse.MoveAsync(canvas.X + canvas.Width * x, canvas.Y + canvas.Height * y, new() { Steps = 10 });
            await page.Mouse.UpAsync();
        });
        return Assert.Single((await IdsAsync()).Except(before));
    }

    /// <summary>Moves the canvas until the activity's corner stands at the given share of its width and height.</summary>
    public async Task BringAsync(string activity, float x, float y)
    {
        var canvas = await CanvasAsync();
        for (var pull = 0; pull < 20; pull++)
        {
            var at = (await page.Locator(Node(activity)).BoundingBoxAsync())!;
            var (dx, dy) = (canvas.X + canvas.Width * x - at.X, canvas.Y + canvas.Height * y - at.Y);
            if (Math.Abs(dx) < 8 && Math.Abs(dy) < 8) return;
            (dx, dy) = (Math.Clamp(dx, -200, 200), Math.Clamp(dy, -200, 200));
            // Along the edge of the canvas there is nothing but paper.
            var (fromX, fromY) = (dx < 0 ? canvas.X + canvas.Width - 12 : canvas.X + 12, dy < 0 ? canvas.Y + canvas.Height - 12 : canvas.Y + 12);
            await page.Mouse.MoveAsync(fromX, fromY);
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync(fromX + dx, fromY + dy, new() { Steps = 5 });
            await page.Mouse.UpAsync();
        }

        Assert.Fail($"{activity} cannot be brought into view.");
    }

    /// <summary>Removes the arrow: point at it, press its cross.</summary>
    public async Task DisconnectAsync(string from, string port, string to)
    {
        var arrow = await ArrowAsync(from, port, to);
        for (var look = 0; arrow is null && look < 20; look++)
        {
            await page.WaitForTimeoutAsync(300); // arrows are drawn anew after a save
            arrow = await ArrowAsync(from, port, to);
        }

        Assert.True(arrow is not null, $"There is no arrow from {from}.{port} to {to}.");
        await page.Mouse.MoveAsync((float)arrow[0] - 6, (float)arrow[1]);
        await page.Mouse.MoveAsync((float)arrow[0], (float)arrow[1], new() { Steps = 3 });
        var cross = page.Locator("[data-tool-name='button-remove']").First;
        await SavingAsync(() => cross.ClickAsync(new() { Force = true }));
    }

    /// <summary>Drags an arrow from a way out to the next activity, whichever is selected.</summary>
    public async Task ConnectAsync(string from, string port, string to)
    {
        var (start, end) = (await PortAsync(from, port), await PortAsync(to, "In"));
        await page.Mouse.MoveAsync(start.X, start.Y);
        await SavingAsync(async () =>
        {
            await page.Mouse.DownAsync();
            await page.Mouse.MoveAsync((start.X + end.X) / 2, (start.Y + end.Y) / 2, new() { Steps = 5 });
            await page.Mouse.MoveAsync(end.X, end.Y, new() { Steps = 8 });
            await page.Mouse.UpAsync();
        });
    }

    /// <summary>Selects the activity and writes into one of its settings.</summary>
    public async Task SetAsync(string activity, string label, string value)
    {
        await page.Locator(Node(activity)).ClickAsync(new() { Force = true, Position = new() { X = 60, Y = 12 } });
        var field = page.Locator(".mud-input-control", new() { Has = page.Locator("label", new() { HasText = label }) }).Locator("input, textarea").First;
        await field.WaitForAsync();
        await SavingAsync(async () =>
        {
            await field.FillAsync(value);
            await field.PressAsync("Tab");
        });
    }

    public Task PictureAsync(string name) => page.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, name + ".png") });

    /// <summary>Texts that people can see and that are written in Latin letters, outside of code and our own frame.</summary>
    public async Task<IReadOnlyList<string>> LatinAsync() => await page.EvaluateAsync<string[]>(
        """
        () => {
          const left = '.monaco-editor, script, style, textarea, noscript, .site-header, .demo-bar, .site-footer, .studio-bar, [data-not-served]';
          const found = new Set();
          const seen = node => { const at = node.nodeType === Node.TEXT_NODE ? node.parentElement : node; return at.checkVisibility({ visibilityProperty: true }); };
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
            acceptNode: node => node.nodeType === Node.ELEMENT_NODE && node.matches(left) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT });
          while (walker.nextNode()) {
            const node = walker.currentNode;
            const texts = node.nodeType === Node.TEXT_NODE ? [node.data] : ['title', 'placeholder', 'aria-label'].map(name => node.getAttribute(name) ?? '');
            for (const text of texts) if (/[A-Za-z]{2,}/.test(text) && seen(node)) found.add(text.trim());
          }
          return [...found];
        }
        """);

    /// <summary>The middle of an arrow, in the window.</summary>
    private async Task<double[]?> ArrowAsync(string from, string port, string to)
    {
        var (start, end) = (await PortAsync(from, port), await PortAsync(to, "In"));
        return await page.EvaluateAsync<double[]?>(
            """
            ([sx, sy, tx, ty]) => {
              for (const edge of document.querySelectorAll('.x6-edge')) {
                const path = edge.querySelector('path'), matrix = path.getScreenCTM(), length = path.getTotalLength();
                const at = share => { const p = path.getPointAtLength(length * share).matrixTransform(matrix); return [p.x, p.y]; };
                const near = (p, x, y) => Math.hypot(p[0] - x, p[1] - y) < 7;
                if (near(at(0), sx, sy) && near(at(1), tx, ty)) return at(0.5);
              }
              return null;
            }
            """, new double[] { start.X, start.Y, end.X, end.Y });
    }

    /// <summary>Where something stands once it no longer moves: the toolbox unfolds slowly.</summary>
    private async Task<LocatorBoundingBoxResult> AtRestAsync(ILocator thing)
    {
        await thing.WaitForAsync();
        var before = (await thing.BoundingBoxAsync())!;
        for (var look = 0; look < 50; look++)
        {
            await page.WaitForTimeoutAsync(100);
            var now = (await thing.BoundingBoxAsync())!;
            if (Math.Abs(now.X - before.X) < 0.5 && Math.Abs(now.Y - before.Y) < 0.5) return now;
            before = now;
        }

        Assert.Fail("It does not come to rest.");
        return before;
    }

    private async Task SavingAsync(Func<Task> act)
    {
        var saved = await page.RunAndWaitForResponseAsync(act, answer =>
            answer.Request.Method == "POST" && answer.Url.EndsWith("/workflow-definitions", StringComparison.Ordinal), new() { Timeout = 20_000 });
        Assert.True(saved.Ok, await saved.TextAsync());
        await page.WaitForTimeoutAsync(300); // the studio takes the answer over before it draws on
    }

    private async Task<IReadOnlyList<string>> IdsAsync() =>
        await page.Locator(".x6-node").EvaluateAllAsync<string[]>("nodes => nodes.map(n => n.dataset.cellId)");

    private async Task<LocatorBoundingBoxResult> CanvasAsync() => (await page.Locator(".x6-graph").BoundingBoxAsync())!;

    private async Task<(float X, float Y)> PortAsync(string activity, string port)
    {
        var box = (await page.Locator($"{Node(activity)} [port='{port}'] .elsa-designer-port-hit-area").BoundingBoxAsync())!;
        return (box.X + box.Width / 2, box.Y + box.Height / 2);
    }

    private static string Node(string activity) => $".x6-node[data-cell-id='{activity}']";
}
