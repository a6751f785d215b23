package grpcforms

import (
	"bytes"
	"context"
	"fmt"
	"log"

	"google.golang.org/grpc"
)

func logCalls(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
	line := bytes.NewBuffer(nil) // want "bytes.Buffer|bytes.NewBuffer"
	fmt.Fprintf(line, "%s %v", info.FullMethod, req)
	answer, err := handler(ctx, req)
	fmt.Fprintf(line, " -> %v", err)
	log.Print(line.String())
	return answer, err
}

func server() *grpc.Server {
	return grpc.NewServer(grpc.UnaryInterceptor(logCalls))
}
