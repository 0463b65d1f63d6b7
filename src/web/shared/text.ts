/** A sentence in both languages of the product. */
export interface Text {
  zh: string;
  en: string;
}

/** Both languages in one line, where only plain text fits: an attribute, an option of a list. */
export const both = ({ zh, en }: Text): string => (en && en !== zh ? `${zh} ${en}` : zh);

/** What has a Chinese and an English name, as the service tells it. */
export interface Named {
  name: string;
  nameEn: string;
}

/** The two names of a thing as a text. */
export const nameOf = ({ name, nameEn }: Named): Text => ({ zh: name, en: nameEn });
