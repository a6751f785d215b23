// Package pack puts the shop's pictures together for a release.
package pack

import (
	"bufio"
	"os"
)

// Names reads what is to be packed.
func Names(list string) ([]string, error) {
	file, err := os.Open(list) // want "the file in `file` is never closed"
	if err != nil {
		return nil, err
	}
	var names []string
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		names = append(names, scanner.Text())
	}
	return names, scanner.Err()
}

// Size tells how long a list is.
func Size(list string) (int64, error) {
	file, err := os.Open(list) // want "the file in `file` is never closed"
	if err != nil {
		return 0, err
	}
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
