/** The icon of a severity, as the Problems view has it. */
import * as vscode from "vscode";

/** @param severity "error", "warning" or "info" */
export function severityIcon(severity: string): vscode.ThemeIcon {
  const name = severity === "error" || severity === "warning" ? severity : "info";
  const color = name === "info" ? "Info" : name === "error" ? "Error" : "Warning";
  return new vscode.ThemeIcon(name, new vscode.ThemeColor(`problems${color}Icon.foreground`));
}
