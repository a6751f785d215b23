package oldest

import "fmt"

func shared(names []string) {
	for at, name := range names {
		fmt.Println(name)
		go func() {
			fmt.Println(at) // want "at"
		}()
	}
}
