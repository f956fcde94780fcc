using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlow.Database.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Drafts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "BasedOnId",
                table: "ProcedureVersions",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReturnReason",
                table: "ProcedureVersions",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "SubmittedAt",
                table: "ProcedureVersions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SubmitterId",
                table: "ProcedureVersions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "WithdrawReason",
                table: "ProcedureVersions",
                type: "character varying(1000)",
                maxLength: 1000,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "ProcedureVersions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ProcedureDrafts",
                columns: table => new
                {
                    VersionId = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Json = table.Column<string>(type: "text", nullable: false),
                    PreviousJson = table.Column<string>(type: "text", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SavedById = table.Column<Guid>(type: "uuid", nullable: false),
                    Designers = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcedureDrafts", x => x.VersionId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ProcedureDrafts");

            migrationBuilder.DropColumn(
                name: "BasedOnId",
                table: "ProcedureVersions");

            migrationBuilder.DropColumn(
                name: "ReturnReason",
                table: "ProcedureVersions");

            migrationBuilder.DropColumn(
                name: "SubmittedAt",
                table: "ProcedureVersions");

            migrationBuilder.DropColumn(
                name: "SubmitterId",
                table: "ProcedureVersions");

            migrationBuilder.DropColumn(
                name: "WithdrawReason",
                table: "ProcedureVersions");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "ProcedureVersions");
        }
    }
}
