declare module 'virtual:messages/zh/pages' {
  const sentences: Record<string, string>;
  export default sentences;
}
declare module 'virtual:messages/zh' {
  const sentences: Record<string, string>;
  export default sentences;
}
declare module 'virtual:messages/en/pages' {
  const sentences: Record<string, string>;
  export default sentences;
}
declare module 'virtual:messages/en' {
  const sentences: Record<string, string>;
  export default sentences;
}
declare module '*.module.css' {
  const classes: Record<string, string>;
  export default classes;
}
