import type { CommanderError } from 'commander';

/** What commander's refusals mean, in Chinese; its own English says which word offended. */
const MEANINGS: Record<string, string> = {
  'commander.unknownOption': '没有这个选项',
  'commander.unknownCommand': '没有这个命令',
  'commander.missingArgument': '缺少参数',
  'commander.excessArguments': '参数太多',
  'commander.optionMissingArgument': '选项缺少取值',
  'commander.missingMandatoryOptionValue': '缺少必需的选项',
  'commander.invalidArgument': '取值不正确',
  'commander.conflictingOption': '选项不能同时使用',
};

/** A usage error in both languages, with where to look. */
export function usageError({ code, message }: CommanderError): string {
  const english = message.replace(/^error: /, '');
  return `命令行有误：${MEANINGS[code] ?? '不能理解'}。用 --help 查看用法。\nUsage: ${english}. See --help.\n`;
}
