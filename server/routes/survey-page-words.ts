/** What stands at the address of a survey by link, in the languages that surveys speak. */

type Said = readonly [title: string, lead: string]

export const NOT_HERE: Readonly<Record<string, Said> & { en: Said }> = {
  en: ['This survey cannot be answered here yet', 'Whoever sent you this link can tell you more.'],
  de: [
    'Diese Umfrage kann hier noch nicht beantwortet werden',
    'Wer Ihnen diesen Link geschickt hat, kann Ihnen mehr sagen.',
  ],
  fr: [
    'On ne peut pas encore répondre ici à cette enquête',
    'La personne qui vous a envoyé ce lien pourra vous en dire plus.',
  ],
  es: ['Todavía no se puede responder aquí a esta encuesta', 'Quien le envió este enlace podrá decirle más.'],
  pt: ['Ainda não é possível responder aqui a esta pesquisa', 'Quem enviou este link pode dizer mais.'],
  it: [
    'Non è ancora possibile rispondere qui a questo sondaggio',
    'Chi ti ha inviato questo link può dirti di più.',
  ],
  nl: [
    'Deze enquête kan hier nog niet worden ingevuld',
    'Degene die je deze link heeft gestuurd, kan je meer vertellen.',
  ],
  pl: [
    'Na tę ankietę nie można tu jeszcze odpowiedzieć',
    'Więcej może powiedzieć osoba, od której pochodzi ten link.',
  ],
  sv: ['Det går inte att svara på enkäten här ännu', 'Den som skickade länken kan berätta mer.'],
  da: ['Spørgeskemaet kan ikke besvares her endnu', 'Den, der sendte dig linket, kan fortælle dig mere.'],
  tr: [
    'Bu anket henüz buradan yanıtlanamıyor',
    'Bu bağlantıyı gönderen kişi size daha fazla bilgi verebilir.',
  ],
  ru: ['Здесь пока нельзя ответить на этот опрос', 'Подробнее расскажет тот, кто прислал вам ссылку.'],
  ja: [
    'このアンケートには、まだここから回答できません',
    '詳しくは、このリンクを送った方にお問い合わせください。',
  ],
  zh: ['目前还不能在此填写这份问卷', '详情请咨询向您发送此链接的人。'],
  ko: ['아직 여기에서 이 설문에 응답할 수 없습니다', '자세한 내용은 이 링크를 보낸 분에게 문의해 주세요.'],
  ar: ['لا يمكن الإجابة عن هذا الاستبيان هنا بعد', 'يمكن لمن أرسل إليك هذا الرابط أن يخبرك بالمزيد.'],
  he: ['עדיין אי אפשר לענות כאן על הסקר הזה', 'מי ששלח לך את הקישור יוכל לומר לך יותר.'],
}
