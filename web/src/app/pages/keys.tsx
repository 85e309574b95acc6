export default function Page() {
  return <h1>keys</h1>;
}
