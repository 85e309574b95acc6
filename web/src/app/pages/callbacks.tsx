export default function Page() {
  return <h1>callbacks</h1>;
}
