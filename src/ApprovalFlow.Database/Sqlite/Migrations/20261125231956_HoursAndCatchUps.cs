using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ApprovalFlow.Database.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class HoursAndCatchUps : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StageRuns_InstanceId_ActivityId_Round",
                table: "StageRuns");

            migrationBuilder.AddColumn<DateTime>(
                name: "NotBefore",
                table: "UserTasks",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CatchUp",
                table: "StageRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_StageRuns_InstanceId_ActivityId_Round_CatchUp",
                table: "StageRuns",
                columns: new[] { "InstanceId", "ActivityId", "Round", "CatchUp" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StageRuns_InstanceId_ActivityId_Round_CatchUp",
                table: "StageRuns");

            migrationBuilder.DropColumn(
                name: "NotBefore",
                table: "UserTasks");

            migrationBuilder.DropColumn(
                name: "CatchUp",
                table: "StageRuns");

            migrationBuilder.CreateIndex(
                name: "IX_StageRuns_InstanceId_ActivityId_Round",
                table: "StageRuns",
                columns: new[] { "InstanceId", "ActivityId", "Round" },
                unique: true);
        }
    }
}
