import type { components } from '@/api/schema'
import type { StateWord } from '@/ui/tone'

export type Channel = components['schemas']['ChannelActsView']
export type Template = components['schemas']['TemplateActsView']
export type Choices = components['schemas']['SubscriptionActsChoices']
export type Subscription = components['schemas']['SubscriptionActsView']
export type MessageRow = components['schemas']['MessageRecordsRow']
export type ChannelKind = Channel['kind']

export const kindWords: Record<ChannelKind, string> = { email: '邮件', sms: '短信网关', weCom: '企业微信群机器人', dingTalk: '钉钉群机器人', feishu: '飞书群机器人' }
export const isRobot = (kind: ChannelKind) => kind !== 'email' && kind !== 'sms'

/** Where the makers' robots listen; the secret part is filled in when sending. */
export const usualUrls: Partial<Record<ChannelKind, string>> = {
  weCom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={密钥}',
  dingTalk: 'https://oapi.dingtalk.com/robot/send?access_token={密钥}',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/{密钥}',
}

export const messageStates: Record<MessageRow['state'], StateWord> = {
  waiting: { word: '待发送', tone: 'blue' },
  held: { word: '静默暂缓', tone: 'paused' },
  retrying: { word: '重试中', tone: 'near' },
  sent: { word: '已发送', tone: 'good' },
  dead: { word: '发送失败', tone: 'bad' },
}

export const levelWords: Record<string, string> = { '': '全部级别', blue: '蓝色及以上', yellow: '黄色及以上', orange: '橙色及以上', red: '仅红色' }

/** "督办单下发、督办单退回", or all. */
export const kindsText = (subscription: Subscription, choices: Choices) =>
  subscription.kinds.length === 0 ? '全部类别' : subscription.kinds.map(code => choices.kinds.find(kind => kind.code === code)?.name ?? '其他').join('、')
