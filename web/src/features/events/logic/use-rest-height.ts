import { type RefObject, useLayoutEffect, useState } from 'react';

const bottomGap = 24;

/** The height from an element's top to the window's bottom, so that it scrolls by itself and the page does not. */
export function useRestHeight(element: RefObject<HTMLElement | null>, heightMin: number): number {
  const [height, setHeight] = useState(heightMin);
  useLayoutEffect(() => {
    const measure = () => {
      const scrolled = element.current?.closest('#content')?.scrollTop ?? 0;
      const top = (element.current?.getBoundingClientRect().top ?? 0) + scrolled;
      setHeight(Math.max(heightMin, Math.floor(innerHeight - top - bottomGap)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    // What stands above it may get taller.
    for (let part = element.current?.parentElement; part && part.id !== 'content'; part = part.parentElement) {
      for (const sibling of part.children) observer.observe(sibling);
    }
    addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      removeEventListener('resize', measure);
    };
  }, [element, heightMin]);
  return height;
}
