// Package shopctl is what somebody runs from a terminal.
package shopctl

import (
	"bufio"
	"fmt"
	"os"
)

// Show prints the first line of each file.
func Show(names []string) error {
	for _, name := range names {
		f, err := os.Open(name) // want "the file in `f` is never closed"
		if err != nil {
			return err
		}
		line, err := bufio.NewReader(f).ReadString('\n')
		if err != nil {
			return err
		}
		fmt.Println(line)
	}
	return nil
}
