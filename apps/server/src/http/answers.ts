// Says in the OpenAPI document what a route answers, from the same schema that clients use.
import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiResponse } from '@nestjs/swagger';
import { z } from 'zod';

/** Sets the success status and documents its JSON body. */
export function Answers(status: number, schema: z.ZodType): MethodDecorator {
  const { $schema: _, ...document } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'output',
  });
  return applyDecorators(
    HttpCode(status),
    ApiResponse({
      status,
      description: 'Success',
      content: { 'application/json': { schema: document as object } },
    }),
  );
}
