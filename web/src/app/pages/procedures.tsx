export default function Page() {
  return <h1>procedures</h1>;
}
