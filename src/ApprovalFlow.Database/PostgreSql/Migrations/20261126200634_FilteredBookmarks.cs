using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlow.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class FilteredBookmarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EngineBookmarks_AvailableAt",
                table: "EngineBookmarks");

            migrationBuilder.DropIndex(
                name: "IX_EngineBookmarks_Name",
                table: "EngineBookmarks");

            migrationBuilder.CreateIndex(
                name: "IX_EngineBookmarks_AvailableAt",
                table: "EngineBookmarks",
                column: "AvailableAt",
                filter: "\"AvailableAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EngineBookmarks_Name",
                table: "EngineBookmarks",
                column: "Name",
                filter: "\"Name\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EngineBookmarks_AvailableAt",
                table: "EngineBookmarks");

            migrationBuilder.DropIndex(
                name: "IX_EngineBookmarks_Name",
                table: "EngineBookmarks");

            migrationBuilder.CreateIndex(
                name: "IX_EngineBookmarks_AvailableAt",
                table: "EngineBookmarks",
                column: "AvailableAt");

            migrationBuilder.CreateIndex(
                name: "IX_EngineBookmarks_Name",
                table: "EngineBookmarks",
                column: "Name");
        }
    }
}
